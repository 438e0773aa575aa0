package voipbin.kit.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;

/** A connection to a SQLite file; used by one thread at a time. */
final class SqliteConnection {

    private final Connection connection;
    private final Session session;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    private SqliteConnection(Connection connection) {
        this.connection = connection;
        this.session = Jooq.on(new KeptStatements(connection), SQLDialect.SQLITE);
    }

    /** Each commit is on the disk when it returns. */
    static SqliteConnection toWrite(Path file) throws SQLException {
        return open(file, "journal_mode=wal", "synchronous=full", "foreign_keys=on", "busy_timeout=5000");
    }

    static SqliteConnection toRead(Path file) throws SQLException {
        return open(file, "busy_timeout=5000", "query_only=on");
    }

    private static SqliteConnection open(Path file, String... pragmas) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            for (String pragma : pragmas) {
                statement.execute("pragma " + pragma);
            }
        }
        return new SqliteConnection(connection);
    }

    Session session() {
        return session;
    }

    /** One of the few commands that begin and end transactions; they are prepared once. */
    void execute(String command) {
        try {
            PreparedStatement statement = statements.get(command);
            if (statement == null) {
                statement = connection.prepareStatement(command);
                statements.put(command, statement);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new DataAccessException(command, e);
        }
    }

    /** Rolls back what may be left of a transaction that broke. */
    void abandon() {
        try {
            execute("rollback");
        } catch (DataAccessException none) {
            // SQLite had already rolled it back itself
        }
    }

    void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new DataAccessException("close", e);
        }
    }
}
