package voipbin.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.UUID;
import voipbin.base.Counters;
import voipbin.kit.sql.DatabaseConfig;
import voipbin.kit.sql.Db;

/**
 * Fresh, migrated databases. SQLite in a temporary file, or with {@code -Dvoipbin.test.database=postgresql} a schema of
 * its own at {@code -Dvoipbin.test.postgresql.url=jdbc:postgresql://…} ({@code .user}, {@code .password}).
 */
public final class TestDatabase {

    private TestDatabase() {}

    public static Db open() {
        return open(Clock.systemUTC());
    }

    public static Db open(Clock clock) {
        return open(clock, new Counters());
    }

    public static Db open(Clock clock, Counters counters) {
        return Db.open(fresh(), clock, counters);
    }

    public static boolean isPostgresql() {
        return System.getProperty("voipbin.test.database", "sqlite").equals("postgresql");
    }

    /** Where an empty database can be opened. */
    public static DatabaseConfig fresh() {
        return isPostgresql() ? freshSchema() : new DatabaseConfig.Sqlite(freshFile());
    }

    private static Path freshFile() {
        try {
            Path folder = Files.createTempDirectory("voipbin-test");
            Path file = folder.resolve("voipbin.db");
            // in the reverse order of these lines
            folder.toFile().deleteOnExit();
            file.toFile().deleteOnExit();
            folder.resolve("voipbin.db-wal").toFile().deleteOnExit();
            folder.resolve("voipbin.db-shm").toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DatabaseConfig freshSchema() {
        String url = System.getProperty("voipbin.test.postgresql.url", "jdbc:postgresql://127.0.0.1:5432/voipbin");
        String user = System.getProperty("voipbin.test.postgresql.user", "voipbin");
        String password = System.getProperty("voipbin.test.postgresql.password", "");
        String schema = "test_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute("create schema " + schema);
        } catch (SQLException e) {
            throw new IllegalStateException("no PostgreSQL for tests at " + url, e);
        }
        String joined = url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema;
        return new DatabaseConfig.Postgresql(joined, user, password, 10);
    }
}
