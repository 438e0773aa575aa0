package voipbin.kit.sql;

import static org.jooq.impl.DSL.row;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.SortField;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.kit.page.PageAsk;

/** The statements on one table. */
final class Rows<T extends Record> {

    private final Table<T> table;
    private final Field<Object> id;
    private final String find;

    Rows(Table<T> table) {
        this.table = table;
        this.id = table.column("id");
        this.find = table.text().by("id");
    }

    Optional<T> find(Tx tx, Id<T> wanted) {
        Optional<T> warm = tx.warm().get(table, wanted);
        if (warm.isPresent()) {
            return warm;
        }
        Optional<T> found = Statements.query(tx, find, List.of(table.bound("id", wanted)), table::read).stream()
                .findFirst();
        found.ifPresent(row -> tx.warm().put(table, row));
        return found;
    }

    /** Whose column has this value, one of them. */
    Optional<T> findBy(Tx tx, String column, Object value) {
        return Statements.query(
                        tx, table.text().by(column) + " limit 1", List.of(table.bound(column, value)), table::read)
                .stream()
                .findFirst();
    }

    /** Not deleted, of one owner or (empty) of everybody; without anything to be put together. */
    List<T> own(Tx tx, Optional<Id<?>> customer, PageAsk ask) {
        List<String> conditions = new ArrayList<>();
        List<Statements.Bound> values = new ArrayList<>();
        customer.ifPresent(owner -> {
            conditions.add("\"customer_id\" = ?");
            values.add(table.bound("customer_id", owner));
        });
        if (table.has("tm_delete")) {
            conditions.add("\"tm_delete\" is null");
        }
        ask.start().ifPresent(start -> {
            conditions.add("(\"tm_create\", \"id\") < (?, ?)");
            values.add(table.bound("tm_create", start.time()));
            values.add(table.bound("id", start.id()));
        });
        values.add(new Statements.Bound(new Codec.Figure(int.class), ask.size()));
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        String sql = table.text().select() + where + " order by \"tm_create\" desc, \"id\" desc limit ?";
        return Statements.query(tx, sql, values, table::read);
    }

    /** Newest first. */
    List<T> select(Tx tx, Condition condition, int limit) {
        return fetch(
                tx,
                tx.jooq()
                        .select(table.fields())
                        .from(table.jooq())
                        .where(condition)
                        .orderBy(newestFirst())
                        .limit(limit));
    }

    /** What jOOQ put together, read without its records. */
    private List<T> fetch(Tx tx, Select<?> select) {
        try (ResultSet result = select.fetchResultSet()) {
            List<T> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(table.read(result, tx.isPostgresql()));
            }
            return rows;
        } catch (SQLException e) {
            throw new DataAccessException("cannot read " + table.name(), e);
        }
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

    /** @param values of all columns, but for tm_create */
    T insert(Tx tx, Map<String, @Nullable Object> values) {
        if (table.has("tm_create")) {
            values.putIfAbsent("tm_create", tx.now());
        }
        Statements.execute(tx, table.text().insert(List.copyOf(values.keySet())), bound(values));
        T row = table.row(values);
        tx.warm().put(table, row);
        return row;
    }

    Optional<T> update(Tx tx, Id<T> wanted, Map<String, @Nullable Object> values) {
        Optional<T> before = tx.warm().get(table, wanted);
        Optional<T> after = before.isPresent() ? change(tx, before.get(), values) : changeUnseen(tx, wanted, values);
        after.ifPresentOrElse(row -> tx.warm().put(table, row), () -> tx.warm().remove(table, wanted));
        return after;
    }

    /** Writes only what is another value than before. */
    private Optional<T> change(Tx tx, T before, Map<String, @Nullable Object> values) {
        T after = table.with(before, values);
        values.keySet().removeIf(column -> Objects.equals(table.valueIn(before, column), table.valueIn(after, column)));
        if (values.isEmpty()) {
            return Optional.of(after);
        }
        List<Statements.Bound> bound = bound(values);
        bound.add(table.bound("id", table.idOf(before)));
        int changed = Statements.execute(tx, table.text().update(List.copyOf(values.keySet())), bound);
        return changed == 1 ? Optional.of(after) : Optional.empty();
    }

    private Optional<T> changeUnseen(Tx tx, Id<T> wanted, Map<String, @Nullable Object> values) {
        List<Statements.Bound> bound = bound(values);
        bound.add(table.bound("id", wanted));
        String sql = table.text().updateReturning(List.copyOf(values.keySet()));
        return Statements.query(tx, sql, bound, table::read).stream().findFirst();
    }

    private List<Statements.Bound> bound(Map<String, @Nullable Object> values) {
        List<Statements.Bound> bound = new ArrayList<>(values.size() + 1);
        values.forEach((column, value) -> bound.add(table.bound(column, value)));
        return bound;
    }

    private Condition behind(PageAsk.Start start) {
        return row(table.column("tm_create"), id).lt(start.time(), start.id());
    }

    private List<SortField<Object>> newestFirst() {
        return table.has("tm_create") ? List.of(table.column("tm_create").desc(), id.desc()) : List.of(id.desc());
    }
}
