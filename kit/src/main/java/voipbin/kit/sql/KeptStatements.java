package voipbin.kit.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import org.jooq.tools.jdbc.DefaultConnection;
import org.jooq.tools.jdbc.DefaultPreparedStatement;

/**
 * Keeps statements prepared, which SQLite's driver does not: to compile one costs more than to run it. One thread at a
 * time, as with any connection; a statement in use is not handed out twice.
 */
final class KeptStatements extends DefaultConnection {

    private static final int MOST = 256;

    private final LinkedHashMap<String, PreparedStatement> idle = new LinkedHashMap<>();

    KeptStatements(Connection connection) {
        super(connection);
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        PreparedStatement kept = idle.remove(sql);
        return new Kept(sql, kept == null ? super.prepareStatement(sql) : kept);
    }

    private void keep(String sql, PreparedStatement statement) throws SQLException {
        PreparedStatement twin = idle.put(sql, statement);
        if (twin != null) {
            twin.close();
        }
        if (idle.size() > MOST) {
            idle.pollFirstEntry().getValue().close();
        }
    }

    /** Goes back instead of being closed. */
    private final class Kept extends DefaultPreparedStatement {

        private final String sql;
        private boolean closed;

        Kept(String sql, PreparedStatement statement) {
            super(statement);
            this.sql = sql;
        }

        @Override
        public void close() throws SQLException {
            if (!closed) {
                closed = true;
                getDelegate().clearParameters();
                keep(sql, getDelegate());
            }
        }

        @Override
        public boolean isClosed() {
            return closed;
        }
    }
}
