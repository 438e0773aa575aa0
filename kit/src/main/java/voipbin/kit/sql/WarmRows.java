package voipbin.kit.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteType;
import voipbin.base.Id;

/**
 * The rows that SQLite's one writer met last, as they lie in the database: to change one again it need not read and
 * parse it again. Belongs to the writer's connection and its thread. What it cannot follow (a statement put together by
 * hand, a change by another process) makes it forget.
 */
final class WarmRows {

    private record Key(String table, Id<?> id) {}

    private final int most;
    private final Map<Key, Record> rows = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<String> tables = new HashSet<>();
    private final List<Key> changed = new ArrayList<>();

    /** @param most how many are kept; 0 for a connection that must not keep any */
    WarmRows(int most) {
        this.most = most;
    }

    <T extends Record> Optional<T> get(Table<T> table, Id<T> id) {
        return Optional.ofNullable(rows.get(new Key(table.name(), id)))
                .filter(table.row()::isInstance)
                .map(table.row()::cast);
    }

    /** The row as it is from now on within the running work. */
    <T extends Record> void put(Table<T> table, T row) {
        if (most == 0) {
            return;
        }
        Key key = new Key(table.name(), table.idOf(row));
        rows.put(key, row);
        tables.add(table.name());
        changed.add(key);
        if (rows.size() > most) {
            rows.remove(rows.keySet().iterator().next());
        }
    }

    <T extends Record> void remove(Table<T> table, Id<T> id) {
        rows.remove(new Key(table.name(), id));
    }

    /** What the work did stays. */
    void keep() {
        changed.clear();
    }

    /** What the work did is undone. */
    void undo() {
        changed.forEach(rows::remove);
        changed.clear();
    }

    void clear() {
        rows.clear();
        tables.clear();
        changed.clear();
    }

    /**
     * A statement put together by jOOQ does not tell which rows it changes: all of a table that it names are forgotten.
     */
    void changedBy(ExecuteContext statement) {
        String sql = statement.sql();
        if (statement.type() != ExecuteType.READ && sql != null) {
            tables.stream().filter(sql::contains).toList().forEach(this::forget);
        }
    }

    private void forget(String table) {
        rows.keySet().removeIf(key -> key.table().equals(table));
        tables.remove(table);
    }
}
