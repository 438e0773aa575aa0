package voipbin.kit.sql;

import java.util.List;

/**
 * A statement of fixed text that changes rows which no {@link Store} owns, and is made so often that it must not be put
 * together anew each time. Made by {@link Table#change}; safe for all threads.
 */
public final class Change<T extends Record> {

    private final Table<T> table;
    private final String sql;
    private final List<String> columns;

    Change(Table<T> table, String sql, List<String> columns) {
        this.table = table;
        this.sql = sql;
        this.columns = columns;
        columns.forEach(table::column);
    }

    /**
     * How many rows it changed.
     *
     * @param values as many as there are question marks, encoded as the columns named with the statement
     */
    public int run(Tx tx, Object... values) {
        return Statements.execute(tx, sql, table.bound(columns, values));
    }
}
