package voipbin.kit.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a schema up to date. The files are the same for both databases; where types differ they use placeholders:
 * {@code ${uuid}}, {@code ${time}}, {@code ${json}}, {@code ${boolean}}, {@code ${double}}, {@code ${serial}}.
 * Constraints must not be deferred: one that breaks at the commit fails all works that share it.
 */
final class Migrations {

    private static final Map<String, String> SQLITE = Map.of(
            "uuid", "text",
            "time", "text",
            "json", "text",
            "boolean", "integer",
            "double", "real",
            "serial", "integer primary key autoincrement",
            "transaction", "integer not null default 0",
            "several_transactions", "where transaction_id > 0");

    private static final Map<String, String> POSTGRESQL = Map.of(
            "uuid", "uuid",
            "time", "timestamptz",
            "json", "jsonb",
            "boolean", "boolean",
            "double", "double precision",
            "serial", "bigint generated always as identity primary key",
            "transaction", "bigint not null default (pg_current_xact_id()::text::bigint)",
            "several_transactions", "");

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final String LAST_RUN = "migrated_files";

    private Migrations() {}

    /** The types that stand for the placeholders. */
    static Map<String, String> types(boolean postgresql) {
        return postgresql ? POSTGRESQL : SQLITE;
    }

    /**
     * Flyway takes a quarter of a second to find that there is nothing to do: the same files are not looked at twice.
     */
    static void run(DatabaseConfig config) throws SQLException {
        String files = MigrationFiles.fingerprint();
        try (Connection connection = connect(config)) {
            if (!files.isEmpty() && lastRun(connection).equals(files)) {
                return;
            }
        }
        flyway(config).migrate();
        remember(config, files);
    }

    private static void remember(DatabaseConfig config, String files) {
        try (Connection connection = connect(config);
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists " + LAST_RUN + " (files text not null)");
            statement.execute("delete from " + LAST_RUN);
            statement.execute("insert into " + LAST_RUN + " values ('" + files + "')");
        } catch (SQLException another) {
            // another node does the same just now; at worst Flyway looks again next time
            LOG.debug("the migrated files are not remembered", another);
        }
    }

    private static String lastRun(Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select files from " + LAST_RUN)) {
            return rows.next() ? rows.getString(1) : "";
        } catch (SQLException never) {
            return "";
        }
    }

    private static Connection connect(DatabaseConfig config) throws SQLException {
        return switch (config) {
            case DatabaseConfig.Sqlite(var file) -> DriverManager.getConnection("jdbc:sqlite:" + file);
            case DatabaseConfig.Postgresql server ->
                DriverManager.getConnection(server.url(), server.user(), server.password());
        };
    }

    private static Flyway flyway(DatabaseConfig config) {
        FluentConfiguration flyway = Flyway.configure()
                .locations("classpath:" + MigrationFiles.FOLDER)
                .loggers("slf4j")
                .skipDefaultCallbacks(true);
        switch (config) {
            case DatabaseConfig.Sqlite(var file) ->
                flyway.dataSource("jdbc:sqlite:" + file, "", "").placeholders(SQLITE);
            case DatabaseConfig.Postgresql server ->
                flyway.dataSource(server.url(), server.user(), server.password())
                        .placeholders(POSTGRESQL);
        }
        return flyway.load();
    }
}
