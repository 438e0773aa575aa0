package voipbin.kit.sql;

import java.util.List;
import java.util.Optional;

/**
 * A search that is made so often that it must not be put together anew each time. Made by {@link Table#lookup}; safe
 * for all threads.
 */
public final class Lookup<T extends Record> {

    private final Table<T> table;
    private final String sql;
    private final List<String> columns;

    Lookup(Table<T> table, String tail, List<String> columns) {
        this.table = table;
        this.sql = table.text().select() + " " + tail;
        this.columns = columns;
        columns.forEach(table::column);
    }

    /** The first that is found. */
    public Optional<T> first(Tx tx, Object... values) {
        return all(tx, values).stream().findFirst();
    }

    /**
     * All that are found.
     *
     * @param values as many as there are question marks, encoded as the columns named with the search
     */
    public List<T> all(Tx tx, Object... values) {
        return Statements.query(tx, sql, table.bound(columns, values), table::read);
    }
}
