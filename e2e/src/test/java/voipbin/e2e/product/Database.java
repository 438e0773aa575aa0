package voipbin.e2e.product;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * Where a server keeps its rows: the embedded default, or with {@code -Dvoipbin.test.database=postgresql} a schema of
 * its own at {@code -Dvoipbin.test.postgresql.url} ({@code .user}, {@code .password}), as the tests of the rooms do.
 */
final class Database {
    private Database() {}

    /** What the launcher is told so that a new server uses it. */
    static List<String> options() {
        if (!System.getProperty("voipbin.test.database", "sqlite").equals("postgresql")) {
            return List.of();
        }
        var url = System.getProperty("voipbin.test.postgresql.url");
        var user = System.getProperty("voipbin.test.postgresql.user", "voipbin");
        var password = System.getProperty("voipbin.test.postgresql.password", "");
        var schema = "e2e_" + UUID.randomUUID().toString().replace("-", "");
        try (var connection = DriverManager.getConnection(url, user, password);
                var statement = connection.createStatement()) {
            statement.execute("create schema " + schema);
        } catch (SQLException e) {
            throw new IllegalStateException("no PostgreSQL for tests at " + url, e);
        }
        return List.of(
                "--set", "database.url=" + url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema,
                "--set", "database.user=" + user,
                "--set", "database.password=" + password);
    }
}
