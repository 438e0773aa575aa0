package voipbin.kit.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements whose text is known beforehand straight on JDBC. Everything goes through the same few statements
 * thousands of times a second, and to render one by jOOQ costs several times what SQLite needs to run it; what is put
 * together at run time remains jOOQ's.
 */
final class Statements {

    /** Reads the row that the result stands at. */
    @FunctionalInterface
    interface Reading<R> {
        R read(ResultSet row, boolean postgresql) throws SQLException;
    }

    /** A value and how it lies in its column. */
    record Bound(Codec codec, @Nullable Object value) {}

    private Statements() {}

    static <R> List<R> query(Tx tx, String sql, List<Bound> values, Reading<R> reading) {
        try (PreparedStatement statement = prepared(tx, sql, values);
                ResultSet result = statement.executeQuery()) {
            List<R> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(reading.read(result, tx.isPostgresql()));
            }
            return rows;
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    static int execute(Tx tx, String sql, List<Bound> values) {
        try (PreparedStatement statement = prepared(tx, sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    private static PreparedStatement prepared(Tx tx, String sql, List<Bound> values) throws SQLException {
        PreparedStatement statement = tx.connection().prepareStatement(sql);
        try {
            int index = 1;
            for (Bound bound : values) {
                Codec.bind(bound.codec(), statement, index++, bound.value(), tx.isPostgresql());
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    /** The text has no values in it, so it may be told. */
    private static DataAccessException failed(String sql, SQLException e) {
        return new DataAccessException("SQL [" + sql + "]; " + e.getMessage(), e);
    }
}
