package voipbin.kit.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.sqlite.SQLiteConfig;

/** A connection to a SQLite file; used by one thread at a time. */
final class SqliteConnection {

    private static final int MOST_WARM_ROWS = 2_048;

    /** Or the driver asks for the last rowid after each insert. */
    private static final Properties PROPERTIES = new Properties();

    static {
        PROPERTIES.setProperty(SQLiteConfig.Pragma.JDBC_GET_GENERATED_KEYS.getPragmaName(), "false");
    }

    /**
     * Pages that are written again and again, the ends of tables and indexes, go from the log to the file once; more of
     * them would make whoever commits wait longer for that.
     */
    private static final int WAL_PAGES = 2_000;

    private static final int CACHE_KIB = 16_384;

    private final Connection connection;
    private final Session session;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    private SqliteConnection(Connection connection, WarmRows warm) {
        this.connection = connection;
        this.session = Jooq.on(new KeptStatements(connection), SQLDialect.SQLITE, warm);
    }

    /** Each commit is on the disk when it returns. */
    static SqliteConnection toWrite(Path file) throws SQLException {
        WarmRows warm = new WarmRows(MOST_WARM_ROWS);
        return open(
                file,
                warm,
                "journal_mode=wal",
                "synchronous=full",
                "foreign_keys=on",
                "busy_timeout=5000",
                "wal_autocheckpoint=" + WAL_PAGES,
                "cache_size=-" + CACHE_KIB);
    }

    static SqliteConnection toRead(Path file) throws SQLException {
        return open(file, new WarmRows(0), "busy_timeout=5000", "query_only=on");
    }

    private static SqliteConnection open(Path file, WarmRows warm, String... pragmas) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file, PROPERTIES);
        try (Statement statement = connection.createStatement()) {
            for (String pragma : pragmas) {
                statement.execute("pragma " + pragma);
            }
        }
        return new SqliteConnection(connection, warm);
    }

    Session session() {
        return session;
    }

    /** One of the few commands that begin and end transactions; they are prepared once. */
    void execute(String command) {
        try {
            statement(command).execute();
        } catch (SQLException e) {
            throw new DataAccessException(command, e);
        }
    }

    /** Another number than before: another connection has changed the file since. */
    int version() {
        try {
            ResultSet version = statement("pragma data_version").executeQuery();
            try (version) {
                return version.getInt(1);
            }
        } catch (SQLException e) {
            throw new DataAccessException("data_version", e);
        }
    }

    private PreparedStatement statement(String command) throws SQLException {
        PreparedStatement statement = statements.get(command);
        if (statement == null) {
            statement = connection.prepareStatement(command);
            statements.put(command, statement);
        }
        return statement;
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
