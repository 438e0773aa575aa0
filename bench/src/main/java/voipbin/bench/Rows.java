package voipbin.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Reads the rows of a server's SQLite file past the server, which may run. For one thread. */
public final class Rows implements AutoCloseable {

    private static final String PATIENCE_MILLIS = "20000";

    private final Connection connection;

    /** @param data the server's data folder */
    public Rows(Path data) {
        Properties patient = new Properties();
        patient.setProperty("busy_timeout", PATIENCE_MILLIS);
        try {
            connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("voipbin.db"), patient);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** All rows, each column as text; empty for null. */
    public List<Map<String, String>> read(String query, String... values) {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                List<Map<String, String>> rows = new ArrayList<>();
                while (result.next()) {
                    rows.add(row(result));
                }
                return rows;
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static Map<String, String> row(ResultSet result) throws SQLException {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            String value = result.getString(i);
            row.put(result.getMetaData().getColumnName(i), value == null ? "" : value);
        }
        return row;
    }

    private static BenchFailure failed(SQLException why) {
        return new BenchFailure("the database cannot be read: " + why.getMessage());
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }
}
