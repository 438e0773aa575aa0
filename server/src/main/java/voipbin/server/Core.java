package voipbin.server;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import voipbin.base.Counters;
import voipbin.kit.auth.Passwords;
import voipbin.kit.auth.Tokens;
import voipbin.kit.sql.DatabaseConfig;
import voipbin.kit.sql.Db;
import voipbin.platform.customer.Secrets;
import voipbin.platform.storage.LocalObjects;
import voipbin.platform.storage.ObjectStore;
import voipbin.platform.storage.S3Bucket;
import voipbin.platform.storage.S3Objects;
import voipbin.platform.storage.SignedUrls;
import voipbin.server.config.Config;

/** What everything else stands on: the data folder, the database, keys, and the resources that need no more. */
record Core(DataFolder folder, Db db, Locks locks, SignedUrls urls, Resources resources, Clock clock, Counters counters)
        implements AutoCloseable {

    /** What secrets are made and checked with. */
    record Locks(Passwords passwords, Tokens tokens, Secrets secrets) {}

    static Core open(Config config, Clock clock) {
        DataFolder folder = DataFolder.open(Path.of(config.data()));
        Counters counters = new Counters();
        try {
            Db db = Db.open(database(config, folder), clock, counters);
            SecureRandom random = new SecureRandom();
            Locks locks = new Locks(
                    new Passwords(Passwords.Cost.STANDARD, random),
                    new Tokens(folder.key("token.key"), clock),
                    new Secrets(random));
            SignedUrls urls = new SignedUrls(folder.key("storage.key"), new Site(config).url());
            Resources resources =
                    Resources.of(db, locks.passwords(), locks.secrets(), clock, provision(config, folder, urls));
            return new Core(folder, db, locks, urls, resources, clock, counters);
        } catch (RuntimeException failed) {
            folder.close();
            throw failed;
        }
    }

    private static Resources.Provision provision(Config config, DataFolder folder, SignedUrls urls) {
        return new Resources.Provision(
                config.billing().plan(), objects(config, folder), urls, Outbound.Settings.of(config));
    }

    private static ObjectStore objects(Config config, DataFolder folder) {
        Config.S3 s3 = config.storage().s3();
        if (s3.bucket().isEmpty()) {
            return new LocalObjects(folder.path("files"));
        }
        return S3Objects.of(
                new S3Bucket(
                        s3.endpoint(),
                        s3.region(),
                        s3.bucket(),
                        s3.prefix(),
                        s3.pathStyle().orElse(!s3.endpoint().isEmpty())),
                new S3Bucket.Key(s3.accessKey(), s3.secretKey()));
    }

    private static DatabaseConfig database(Config config, DataFolder folder) {
        Config.Database database = config.database();
        return database.url().isEmpty()
                ? new DatabaseConfig.Sqlite(folder.path("voipbin.db"))
                : new DatabaseConfig.Postgresql(
                        database.url(), database.user(), database.password(), database.connections());
    }

    @Override
    public void close() {
        db.close();
        folder.close();
    }
}
