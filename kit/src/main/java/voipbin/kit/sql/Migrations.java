package voipbin.kit.sql;

import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Brings a schema up to date. The files are the same for both databases; where types differ they use placeholders:
 * {@code ${uuid}}, {@code ${time}}, {@code ${json}}, {@code ${boolean}}, {@code ${double}}, {@code ${serial}}.
 */
final class Migrations {

    private static final Map<String, String> SQLITE = Map.of(
            "uuid", "text",
            "time", "text",
            "json", "text",
            "boolean", "integer",
            "double", "real",
            "serial", "integer primary key autoincrement",
            "transaction", "integer not null default 0");

    private static final Map<String, String> POSTGRESQL = Map.of(
            "uuid", "uuid",
            "time", "timestamptz",
            "json", "jsonb",
            "boolean", "boolean",
            "double", "double precision",
            "serial", "bigint generated always as identity primary key",
            "transaction", "bigint not null default (pg_current_xact_id()::text::bigint)");

    private Migrations() {}

    /** The types that stand for the placeholders. */
    static Map<String, String> types(boolean postgresql) {
        return postgresql ? POSTGRESQL : SQLITE;
    }

    static void run(DatabaseConfig config) {
        FluentConfiguration flyway = Flyway.configure()
                .locations("classpath:db/migration")
                .loggers("slf4j")
                .skipDefaultCallbacks(true);
        switch (config) {
            case DatabaseConfig.Sqlite(var file) ->
                flyway.dataSource("jdbc:sqlite:" + file, "", "").placeholders(SQLITE);
            case DatabaseConfig.Postgresql server ->
                flyway.dataSource(server.url(), server.user(), server.password())
                        .placeholders(POSTGRESQL);
        }
        flyway.load().migrate();
    }
}
