package voipbin.kit.sql;

import java.util.Collection;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/**
 * How a record lies in its table: one column a component, the same name in snake_case. {@code Id} is a uuid,
 * {@code Instant} a time in microseconds, an enum its JSON name, boolean, int, long and String are themselves, and
 * everything else is JSON. The conditions are jOOQ's, with values encoded alike; join them with and, or, not.
 */
public final class Table<T extends Record> {

    private final String name;
    private final Class<T> row;

    private Table(String name, Class<T> row) {
        this.name = name;
        this.row = row;
    }

    public static <T extends Record> Table<T> of(String name, Class<T> row) {
        return new Table<>(name, row);
    }

    public String name() {
        return name;
    }

    public Class<T> row() {
        return row;
    }

    /** Whether the component of this name (snake_case) exists. */
    public boolean has(String column) {
        throw new UnsupportedOperationException();
    }

    public Condition is(String column, Object value) {
        throw new UnsupportedOperationException();
    }

    public Condition isNot(String column, Object value) {
        throw new UnsupportedOperationException();
    }

    public Condition isNull(String column) {
        throw new UnsupportedOperationException();
    }

    public Condition isNotNull(String column) {
        throw new UnsupportedOperationException();
    }

    public Condition isAnyOf(String column, Collection<?> values) {
        throw new UnsupportedOperationException();
    }

    public Condition isBefore(String column, Object value) {
        throw new UnsupportedOperationException();
    }

    public Condition isAfter(String column, Object value) {
        throw new UnsupportedOperationException();
    }

    /** Whether a JSON array column of plain texts or ids holds the value. */
    public Condition contains(String column, Object value) {
        throw new UnsupportedOperationException();
    }

    /** Rows that are not deleted. */
    public Condition live() {
        return isNull("tm_delete");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Table<?> table && table.name.equals(name) && table.row.equals(row);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
