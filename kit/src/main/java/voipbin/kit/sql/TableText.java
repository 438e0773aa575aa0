package voipbin.kit.sql;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The texts of the statements on one table, each written once. Both databases understand them. */
final class TableText {

    private final String name;
    private final String columns;
    private final Map<List<String>, String> inserts = new ConcurrentHashMap<>();
    private final Map<List<String>, String> updates = new ConcurrentHashMap<>();
    private final Map<List<String>, String> updatesReturning = new ConcurrentHashMap<>();

    TableText(String name, Collection<String> columns) {
        this.name = quoted(name);
        this.columns = listed(columns);
    }

    /** {@code select … from …}. */
    String select() {
        return "select " + columns + " from " + name;
    }

    /** Bound: the value. The newest first. */
    String by(String column) {
        return select() + " where " + quoted(column) + " = ?";
    }

    /** Bound: the columns' values. */
    String insert(List<String> set) {
        return inserts.computeIfAbsent(
                set,
                names -> "insert into " + name + " (" + listed(names) + ") values ("
                        + String.join(", ", Collections.nCopies(names.size(), "?")) + ")");
    }

    /** Bound: the columns' values, then the id. */
    String update(List<String> set) {
        return updates.computeIfAbsent(
                set,
                names -> "update " + name + " set "
                        + names.stream().map(column -> quoted(column) + " = ?").collect(Collectors.joining(", "))
                        + " where \"id\" = ?");
    }

    /** The same, which returns the whole row. */
    String updateReturning(List<String> set) {
        return updatesReturning.computeIfAbsent(set, names -> update(names) + " returning " + columns);
    }

    private static String listed(Collection<String> names) {
        return names.stream().map(TableText::quoted).collect(Collectors.joining(", "));
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }
}
