package voipbin.kit.sql;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jooq.Binding;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.conf.ParamType;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import voipbin.kit.json.Json;

/** One component of a record and its column. */
record Column(
        String name,
        Method accessor,
        Codec codec,
        Field<Object> field,
        @Nullable Object zero) {

    /** What is known of a record class is found out once. */
    private static final ClassValue<List<Column>> COLUMNS = new ClassValue<>() {
        @Override
        protected List<Column> computeValue(Class<?> record) {
            return Arrays.stream(record.getRecordComponents()).map(Column::of).toList();
        }
    };

    static List<Column> of(Class<? extends Record> record) {
        return COLUMNS.get(record);
    }

    /** The value of the component whose column is called so; null also if there is none. */
    static @Nullable Object valueIn(Record record, String name) {
        for (Column column : of(record.getClass())) {
            if (column.name().equals(name)) {
                return column.in(record);
            }
        }
        return null;
    }

    private static Column of(RecordComponent component) {
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        String name = Json.nameOf(component);
        Codec codec = Codec.of(component.getGenericType());
        Binding<Object, Object> binding = binding(codec);
        Field<Object> field = DSL.field(DSL.name(name), SQLDataType.OTHER.asConvertedDataType(binding));
        return new Column(name, accessor, codec, field, Json.zeroOf(component));
    }

    /** The value as it comes back once it is written. */
    @Nullable
    Object kept(@Nullable Object value) {
        return value == null ? zero : codec.kept(value);
    }

    @Nullable
    Object in(Record record) {
        try {
            return accessor.invoke(record);
        } catch (InvocationTargetException | IllegalAccessException e) {
            throw new IllegalStateException("cannot read " + accessor, e);
        }
    }

    private static Binding<Object, Object> binding(Codec codec) {
        return Binding.of(
                Converter.of(Object.class, Object.class, value -> value, value -> value),
                context -> {
                    if (context.render().paramType() == ParamType.INLINED) {
                        // jOOQ does so for SQLite beyond 999 values, and would leave ours null
                        throw new IllegalStateException("too many values for one statement");
                    }
                    context.render().sql("?");
                },
                context -> get(codec, context),
                context -> set(codec, context));
    }

    private static void get(Codec codec, BindingGetResultSetContext<Object> context) {
        try {
            context.value(codec.get(context.resultSet(), context.index(), isPostgresql(context.family())));
        } catch (SQLException e) {
            throw new org.jooq.exception.DataAccessException("cannot read a column", e);
        }
    }

    private static void set(Codec codec, BindingSetStatementContext<Object> context) {
        try {
            Codec.bind(codec, context.statement(), context.index(), context.value(), isPostgresql(context.family()));
        } catch (SQLException e) {
            throw new org.jooq.exception.DataAccessException("cannot bind a value", e);
        }
    }

    static boolean isPostgresql(SQLDialect family) {
        return family == SQLDialect.POSTGRES;
    }
}
