package voipbin.kit.sql;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.CustomCondition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;

/**
 * How a record lies in its table: one column a component, the same name in snake_case. {@code Id} is a uuid,
 * {@code Instant} a time in microseconds, an enum its JSON name, boolean, numbers and String are themselves, and
 * everything else is JSON. The conditions are jOOQ's, with values encoded alike; join them with and, or, not. Column
 * names are given in snake_case; one that does not exist is {@code IllegalArgumentException}.
 */
public final class Table<T extends Record> {

    private final String name;
    private final Class<T> row;
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final Constructor<T> constructor;
    private final TableText text;

    private Table(String name, Class<T> row) {
        this.name = name;
        this.row = row;
        Column.of(row).forEach(column -> columns.put(column.name(), column));
        this.constructor = constructorOf(row);
        this.text = new TableText(name, columns.keySet());
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

    public boolean has(String column) {
        return columns.containsKey(column);
    }

    /** The column for jOOQ; values bound to it are encoded as the component's type. */
    public Field<Object> column(String column) {
        return known(column).field();
    }

    private Column known(String column) {
        Column found = columns.get(column);
        if (found == null) {
            throw new IllegalArgumentException(name + " has no column " + column + ", only " + columns.keySet());
        }
        return found;
    }

    TableText text() {
        return text;
    }

    /** The value as this column keeps it. */
    Statements.Bound bound(String column, @Nullable Object value) {
        return new Statements.Bound(known(column).codec(), value);
    }

    /** The values as these columns keep them. */
    List<Statements.Bound> bound(List<String> columns, Object[] values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException("one value for each of " + columns);
        }
        List<Statements.Bound> bound = new ArrayList<>(values.length);
        for (int i = 0; i < values.length; i++) {
            bound.add(bound(columns.get(i), values[i]));
        }
        return bound;
    }

    /**
     * A change with a fixed text, of a table that has no {@link Store}.
     *
     * @param sql a constant, with {@code ?} for each value, that both databases understand
     * @param columns as whose values those are encoded, in the order of the question marks
     */
    public Change<T> change(String sql, String... columns) {
        return new Change<>(this, sql, List.of(columns));
    }

    /**
     * A search with a fixed text.
     *
     * @param tail a constant: {@code where … order by … limit 1}, with {@code ?} for each value, in SQL that both
     *     databases understand
     * @param columns as whose values those are encoded, in the order of the question marks
     */
    public Lookup<T> lookup(String tail, String... columns) {
        return new Lookup<>(this, tail, List.of(columns));
    }

    public Condition is(String column, Object value) {
        return column(column).eq(value);
    }

    public Condition isNot(String column, Object value) {
        return column(column).ne(value);
    }

    public Condition isNull(String column) {
        return column(column).isNull();
    }

    public Condition isNotNull(String column) {
        return column(column).isNotNull();
    }

    /** False for no values at all. */
    public Condition isAnyOf(String column, Collection<?> values) {
        return values.isEmpty() ? DSL.falseCondition() : column(column).in(values);
    }

    /** Less than, e.g. of a time. */
    public Condition isBefore(String column, Object value) {
        return column(column).lt(value);
    }

    /** Greater than, e.g. of a time. */
    public Condition isAfter(String column, Object value) {
        return column(column).gt(value);
    }

    /** Whether a column that is a JSON array of texts or ids holds this one. */
    public Condition contains(String column, Object value) {
        Field<Object> array = column(column);
        String text = value instanceof Enum<?> constant ? voipbin.kit.json.Json.nameOf(constant) : value.toString();
        return CustomCondition.of(context -> context.visit(
                Column.isPostgresql(context.family())
                        ? DSL.condition("jsonb_exists({0}, {1})", array, DSL.val(text))
                        : DSL.condition(
                                "exists (select 1 from json_each({0}) where value = {1})", array, DSL.val(text))));
    }

    /** Not deleted. */
    public Condition live() {
        return isNull("tm_delete");
    }

    org.jooq.Table<?> jooq() {
        return DSL.table(DSL.name(name));
    }

    List<Field<Object>> fields() {
        return columns.values().stream().map(Column::field).toList();
    }

    /** All columns with the values of the row. */
    Map<String, @Nullable Object> values(Record changes) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Column column : Column.of(changes.getClass())) {
            values.put(known(column.name()).name(), column.in(changes));
        }
        return values;
    }

    /** All columns with their zero values. */
    Map<String, @Nullable Object> zeros() {
        Map<String, @Nullable Object> zeros = new LinkedHashMap<>();
        columns.values().forEach(column -> zeros.put(column.name(), column.zero()));
        return zeros;
    }

    @Nullable
    Object valueIn(T record, String column) {
        Column found = columns.get(column);
        return found == null ? null : found.in(record);
    }

    /** The id of a row. */
    public Id<T> idOf(T row) {
        return idIn(row, "id").as();
    }

    Id<?> idIn(T record, String column) {
        return valueIn(record, column) instanceof Id<?> id ? id : Id.nil();
    }

    /** The row that a result stands at, which has all {@link #fields} in their order. */
    T read(ResultSet result, boolean postgresql) throws SQLException {
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        int i = 0;
        for (Column column : columns.values()) {
            Object value = column.codec().get(result, i + 1, postgresql);
            values[i++] = value == null ? column.zero() : value;
        }
        return construct(values);
    }

    /** The row as it is read again once these values of all columns are written. */
    T row(Map<String, @Nullable Object> written) {
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        int i = 0;
        for (Column column : columns.values()) {
            if (!written.containsKey(column.name())) {
                throw new IllegalArgumentException("no value for " + name + "." + column.name());
            }
            values[i++] = column.kept(written.get(column.name()));
        }
        return construct(values);
    }

    /** The row as it is read again once these values are written over those that it has. */
    T with(T row, Map<String, @Nullable Object> written) {
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        int i = 0;
        for (Column column : columns.values()) {
            values[i++] = written.containsKey(column.name()) ? column.kept(written.get(column.name())) : column.in(row);
        }
        return construct(values);
    }

    private T construct(@Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException | InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException("a row of " + name + " is no " + row.getSimpleName(), e);
        }
    }

    private static <T extends Record> Constructor<T> constructorOf(Class<T> row) {
        Class<?>[] types = Arrays.stream(row.getRecordComponents())
                .map(component -> component.getType())
                .toArray(Class<?>[]::new);
        try {
            Constructor<T> constructor = row.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}
