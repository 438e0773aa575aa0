package voipbin.kit.sql;

import static org.jooq.impl.DSL.row;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.kit.page.PageAsk;

/** The statements on one table. */
final class Rows<T extends Record> {

    private final Table<T> table;
    private final Field<Object> id;

    Rows(Table<T> table) {
        this.table = table;
        this.id = table.column("id");
    }

    Optional<T> find(Tx tx, Id<T> wanted) {
        return select(tx, id.eq(wanted), 1).stream().findFirst();
    }

    /** Newest first. */
    List<T> select(Tx tx, Condition condition, int limit) {
        return tx.jooq()
                .select(table.fields())
                .from(table.jooq())
                .where(condition)
                .orderBy(newestFirst())
                .limit(limit)
                .fetch(table::read);
    }

    List<T> page(Tx tx, Condition filter, PageAsk ask) {
        Condition behind = ask.start().map(this::behind).orElseGet(DSL::noCondition);
        return select(tx, filter.and(behind), ask.size());
    }

    String tokenAfter(T last) {
        return PageAsk.tokenAfter(
                table.valueIn(last, "tm_create") instanceof Instant time ? time : Instant.EPOCH,
                table.idIn(last, "id"));
    }

    T insert(Tx tx, Map<Field<Object>, @Nullable Object> values) {
        if (table.has("tm_create")) {
            values.putIfAbsent(table.column("tm_create"), tx.now());
        }
        return returning(tx, tx.jooq().insertInto(table.jooq()).set(values)).orElseThrow();
    }

    Optional<T> update(Tx tx, Id<T> wanted, Map<Field<Object>, @Nullable Object> values) {
        return returning(tx, tx.jooq().update(table.jooq()).set(values).where(id.eq(wanted)));
    }

    /** As plain SQL, since both databases have it, while jOOQ emulates it for SQLite by a second statement. */
    private Optional<T> returning(Tx tx, Query change) {
        return tx.jooq()
                .resultQuery("{0} returning {1}", change, DSL.list(table.fields()))
                .coerce(table.fields())
                .fetchOptional(table::read);
    }

    private Condition behind(PageAsk.Start start) {
        return row(table.column("tm_create"), id).lt(start.time(), start.id());
    }

    private List<SortField<Object>> newestFirst() {
        return table.has("tm_create") ? List.of(table.column("tm_create").desc(), id.desc()) : List.of(id.desc());
    }
}
