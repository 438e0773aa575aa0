package voipbin.kit.sql;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.kit.json.Json;
import voipbin.kit.json.Times;

/** How values of one Java type lie in a column of either database. */
sealed interface Codec {

    void set(PreparedStatement statement, int index, Object value, boolean postgresql) throws SQLException;

    @Nullable
    Object get(ResultSet rows, int index, boolean postgresql) throws SQLException;

    /** What {@link #get} makes of what {@link #set} wrote. */
    Object kept(Object value);

    /** {@link #set}, or null. */
    static void bind(Codec codec, PreparedStatement statement, int index, @Nullable Object value, boolean postgresql)
            throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.NULL);
        } else {
            codec.set(statement, index, value, postgresql);
        }
    }

    /**
     * SQLite's driver takes longer for a text than for its octets: it hands it over in a buffer that it makes first.
     */
    private static @Nullable String text(ResultSet rows, int index, boolean postgresql) throws SQLException {
        if (postgresql) {
            return rows.getString(index);
        }
        byte[] octets = rows.getBytes(index);
        return octets == null ? null : new String(octets, StandardCharsets.UTF_8);
    }

    static Codec of(Type type) {
        if (!(type instanceof Class<?> plain)) {
            return type.getTypeName().startsWith(Id.class.getName() + "<") ? new Uuid() : new Document(type);
        }
        if (plain.isEnum()) {
            return new Constant(Arrays.stream(plain.getEnumConstants())
                    .collect(Collectors.toMap(constant -> Json.nameOf((Enum<?>) constant), Function.identity())));
        }
        if (plain == Id.class) {
            return new Uuid();
        }
        if (plain == Instant.class) {
            return new Time();
        }
        if (plain == String.class) {
            return new Text();
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return new Truth();
        }
        return plain.isPrimitive() || Number.class.isAssignableFrom(plain) ? new Figure(plain) : new Document(type);
    }

    /** PostgreSQL has a type for it, SQLite keeps its 36 characters; both sort alike. */
    record Uuid() implements Codec {
        @Override
        public void set(PreparedStatement statement, int index, Object value, boolean postgresql) throws SQLException {
            UUID id = ((Id<?>) value).value();
            statement.setObject(index, postgresql ? id : id.toString());
        }

        @Override
        public Object kept(Object value) {
            return value;
        }

        @Override
        public @Nullable Object get(ResultSet rows, int index, boolean postgresql) throws SQLException {
            if (postgresql) {
                UUID id = rows.getObject(index, UUID.class);
                return id == null ? null : new Id<>(id);
            }
            String text = text(rows, index, postgresql);
            return text == null ? null : new Id<>(UUID.fromString(text));
        }
    }

    /** In SQLite a text that sorts as the time does. */
    record Time() implements Codec {
        @Override
        public void set(PreparedStatement statement, int index, Object value, boolean postgresql) throws SQLException {
            Instant time = Tx.microseconds((Instant) value);
            statement.setObject(index, postgresql ? time.atOffset(ZoneOffset.UTC) : Times.fixed(time));
        }

        @Override
        public Object kept(Object value) {
            return Tx.microseconds((Instant) value);
        }

        @Override
        public @Nullable Object get(ResultSet rows, int index, boolean postgresql) throws SQLException {
            if (postgresql) {
                OffsetDateTime time = rows.getObject(index, OffsetDateTime.class);
                return time == null ? null : time.toInstant();
            }
            String text = text(rows, index, postgresql);
            return text == null ? null : Times.ofFixed(text);
        }
    }

    record Text() implements Codec {
        @Override
        public void set(PreparedStatement statement, int index, Object value, boolean postgresql) throws SQLException {
            statement.setString(index, value instanceof Enum<?> constant ? Json.nameOf(constant) : value.toString());
        }

        @Override
        public Object kept(Object value) {
            return value instanceof Enum<?> constant ? Json.nameOf(constant) : value.toString();
        }

        @Override
        public @Nullable Object get(ResultSet rows, int index, boolean postgresql) throws SQLException {
            return text(rows, index, postgresql);
        }
    }

    record Constant(Map<String, Object> constants) implements Codec {
        @Override
        public void set(PreparedStatement statement, int index, Object value, boolean postgresql) throws SQLException {
            new Text().set(statement, index, value, postgresql);
        }

        @Override
        public Object kept(Object value) {
            Object constant = value instanceof String name ? constants.get(name) : value;
            if (constant == null) {
                throw new IllegalStateException("no constant is called " + value + ", only " + constants.keySet());
            }
            return constant;
        }

        @Override
        public @Nullable Object get(ResultSet rows, int index, boolean postgresql) throws SQLException {
            String name = text(rows, index, postgresql);
            if (name != null && !constants.containsKey(name)) {
                throw new IllegalStateException("no constant is called " + name + ", only " + constants.keySet());
            }
            return name == null ? null : constants.get(name);
        }
    }

    record Truth() implements Codec {
        @Override
        public void set(PreparedStatement statement, int index, Object value, boolean postgresql) throws SQLException {
            statement.setBoolean(index, (Boolean) value);
        }

        @Override
        public Object kept(Object value) {
            return value;
        }

        @Override
        public @Nullable Object get(ResultSet rows, int index, boolean postgresql) throws SQLException {
            boolean truth = rows.getBoolean(index);
            return rows.wasNull() ? null : (Object) truth;
        }
    }

    record Figure(Class<?> type) implements Codec {
        @Override
        public void set(PreparedStatement statement, int index, Object value, boolean postgresql) throws SQLException {
            statement.setObject(index, value);
        }

        @Override
        public Object kept(Object value) {
            Number figure = (Number) value;
            return type == int.class || type == Integer.class
                    ? (Object) figure.intValue()
                    : type == long.class || type == Long.class ? (Object) figure.longValue() : figure.doubleValue();
        }

        @Override
        public @Nullable Object get(ResultSet rows, int index, boolean postgresql) throws SQLException {
            Object figure = type == int.class || type == Integer.class
                    ? (Object) rows.getInt(index)
                    : type == long.class || type == Long.class ? (Object) rows.getLong(index) : rows.getDouble(index);
            return rows.wasNull() ? null : figure;
        }
    }

    /** JSON. Of records that hold nothing but values the same text gives the same instance, most are read often. */
    record Document(Type type, Map<String, Object> known) implements Codec {

        private static final int MOST_KNOWN = 1_000;
        private static final int LONGEST_KNOWN = 500;

        Document(Type type) {
            this(type, new ConcurrentHashMap<>());
        }

        @Override
        public void set(PreparedStatement statement, int index, Object value, boolean postgresql) throws SQLException {
            // OTHER lets PostgreSQL find out by itself that the column is jsonb
            if (postgresql) {
                statement.setObject(index, Json.keep(value), Types.OTHER);
            } else {
                statement.setString(index, Json.keep(value));
            }
        }

        @Override
        public Object kept(Object value) {
            if (value instanceof List<?> list && isOf(List.class)) {
                return List.copyOf(list);
            }
            return type instanceof Class<?> plain && plain.isRecord() && plain.isInstance(value)
                    ? value
                    : Json.restore(Json.keep(value), type);
        }

        @Override
        public @Nullable Object get(ResultSet rows, int index, boolean postgresql) throws SQLException {
            String text = text(rows, index, postgresql);
            if (text == null) {
                return null;
            }
            if (text.equals("[]") && isOf(List.class)) {
                return List.of();
            }
            return ofValuesOnly() && text.length() <= LONGEST_KNOWN ? remembered(text) : Json.restore(text, type);
        }

        private boolean isOf(Class<?> raw) {
            return type instanceof ParameterizedType generic && generic.getRawType() == raw;
        }

        private Object remembered(String text) {
            Object value = known.get(text);
            if (value == null) {
                value = Json.restore(text, type);
                if (known.size() >= MOST_KNOWN) {
                    known.clear();
                }
                known.put(text, value);
            }
            return value;
        }

        private boolean ofValuesOnly() {
            return type instanceof Class<?> plain && plain.isRecord() && VALUES_ONLY.get(plain);
        }
    }

    /** Whether a record cannot change because its components cannot. */
    ClassValue<Boolean> VALUES_ONLY = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> record) {
            return Arrays.stream(record.getRecordComponents())
                    .map(RecordComponent::getType)
                    .allMatch(component -> component.isPrimitive()
                            || component.isEnum()
                            || component == String.class
                            || component == Id.class
                            || component == Instant.class);
        }
    };
}
