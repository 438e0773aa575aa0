package voipbin.kit.sql;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.auth.Permission;
import voipbin.kit.event.Visibility;
import voipbin.kit.page.Page;
import voipbin.kit.page.PageAsk;

/**
 * The rows of one resource. Each change is one transaction with its outbox event. Row records have the components id,
 * customer_id (if a customer owns them), tm_create, tm_update and tm_delete (if they are ever changed or deleted).
 *
 * <p>What comes through a {@link Caller} is checked: existence first (404 {@code <NOUN>_NOT_FOUND}, deleted ones as
 * {@link Noun.Deleted} says), then the permission (403), then the work. What is handed a {@link Tx} is our own code's
 * business and checks nothing; the same methods without one run in a transaction of their own.
 */
public final class Store<T extends Record> {

    private final Db db;
    private final Table<T> table;
    private final Noun noun;
    private final Rows<T> rows;

    public Store(Db db, Table<T> table, Noun noun) {
        this.db = db;
        this.table = table;
        this.noun = noun;
        this.rows = new Rows<>(table);
    }

    public Db db() {
        return db;
    }

    public Table<T> table() {
        return table;
    }

    public Noun noun() {
        return noun;
    }

    public T get(Caller caller, int permission, Id<T> id) {
        return db.read(tx -> permitted(tx, caller, permission, id));
    }

    /** As {@link #get}, but a deleted one is refused in any case: what every change begins with. */
    public T live(Caller caller, int permission, Id<T> id) {
        return db.read(tx -> live(tx, caller, permission, id));
    }

    /** The same check at the beginning of a transaction of one's own. */
    public T live(Tx tx, Caller caller, int permission, Id<T> id) {
        T row = permitted(tx, caller, permission, id);
        if (isDeleted(row)) {
            throw gone();
        }
        return row;
    }

    /** The caller's own customer's (everybody's where rows have no owner), not deleted, newest first. */
    public Page<T> list(Caller caller, int permission, PageAsk ask) {
        boolean owned = table.has("customer_id");
        caller.require(owned ? caller.customerId() : Id.nil(), permission);
        if (!table.has("tm_create")) {
            return list(caller, permission, ask, DSL.noCondition());
        }
        return paged(db.read(tx -> rows.own(tx, owned ? Optional.of(caller.customerId()) : Optional.empty(), ask)));
    }

    /** The same, those only that meet the condition. */
    public Page<T> list(Caller caller, int permission, PageAsk ask, Condition filter) {
        boolean owned = table.has("customer_id");
        caller.require(owned ? caller.customerId() : Id.nil(), permission);
        Condition own = owned ? table.is("customer_id", caller.customerId()) : DSL.noCondition();
        Condition live = table.has("tm_delete") ? table.live() : DSL.noCondition();
        return page(ask, own.and(live).and(filter));
    }

    /** Rows whoever owns them, newest first and unchecked: for our own code and what only a super admin may see. */
    public Page<T> page(PageAsk ask, Condition filter) {
        return paged(db.read(tx -> rows.page(tx, filter, ask)));
    }

    private Page<T> paged(List<T> found) {
        return new Page<>(found, found.isEmpty() ? "" : rows.tokenAfter(found.getLast()));
    }

    /** A row with the draft's components by name, id, customer_id and tm_create; the rest is zero. */
    public T create(Caller caller, int permission, Record draft) {
        caller.require(table.has("customer_id") ? caller.customerId() : Id.nil(), permission);
        return db.write(tx -> {
            Map<String, @Nullable Object> values = table.zeros();
            values.putAll(table.values(draft));
            values.put("id", Id.random());
            if (table.has("customer_id")) {
                values.put("customer_id", caller.customerId());
            }
            return told(tx, rows.insert(tx, values), noun.word() + "_created");
        });
    }

    /** Puts every component of {@code changes} in place of the column of its name. */
    public T edit(Caller caller, int permission, Id<T> id, Record changes) {
        return db.write(tx -> {
            live(tx, caller, permission, id);
            return update(tx, id, changes);
        });
    }

    /** Soft: tm_delete = tm_update = now. Returns the deleted row. */
    public T delete(Caller caller, int permission, Id<T> id) {
        return db.write(tx -> {
            live(tx, caller, permission, id);
            return remove(tx, id);
        });
    }

    /** Adds a row, and {@code <noun>_created}. Returns it as it is kept: a tm_create that is null is now. */
    public T insert(Tx tx, T row) {
        return insert(tx, row, noun.word() + "_created");
    }

    /** Adds a row, and an event of this type. */
    public T insert(Tx tx, T row, String eventType) {
        return told(tx, rows.insert(tx, table.values(row)), eventType);
    }

    /** Also a deleted one. */
    public Optional<T> find(Tx tx, Id<T> id) {
        return rows.find(tx, id);
    }

    /** The newest that meets the condition, deleted ones included. */
    public Optional<T> first(Tx tx, Condition condition) {
        return rows.select(tx, condition, 1).stream().findFirst();
    }

    /** All that meet the condition, deleted ones included, newest first. */
    public List<T> all(Tx tx, Condition condition) {
        return rows.select(tx, condition, Integer.MAX_VALUE);
    }

    public long count(Tx tx, Condition condition) {
        return tx.jooq().fetchCount(table.jooq(), condition);
    }

    /**
     * Changes the columns named by the components of {@code changes}, stamps tm_update, and {@code <noun>_updated}.
     *
     * @throws Problem 404 {@code <NOUN>_NOT_FOUND} if there is no such row; a deleted one is changed
     */
    public T update(Tx tx, Id<T> id, Record changes) {
        return update(tx, id, changes, noun.word() + "_updated");
    }

    /** The same with an event of this type, e.g. {@code call_ringing}. */
    public T update(Tx tx, Id<T> id, Record changes, String eventType) {
        return told(tx, rows.update(tx, id, stamped(tx, table.values(changes))).orElseThrow(this::absent), eventType);
    }

    /** The same with an {@code <noun>_updated} that shows the row otherwise than it is kept. */
    public T update(Tx tx, Id<T> id, Record changes, UnaryOperator<T> shown) {
        T row = rows.update(tx, id, stamped(tx, table.values(changes))).orElseThrow(this::absent);
        told(tx, shown.apply(row), noun.word() + "_updated");
        return row;
    }

    /** Soft delete, and {@code <noun>_deleted}; a deleted one stays as it is, without an event. */
    public T remove(Tx tx, Id<T> id) {
        T row = rows.find(tx, id).orElseThrow(this::absent);
        if (isDeleted(row)) {
            return row;
        }
        Map<String, @Nullable Object> deleted = new LinkedHashMap<>(Map.of("tm_delete", tx.now()));
        return told(tx, rows.update(tx, id, stamped(tx, deleted)).orElseThrow(), noun.word() + "_deleted");
    }

    public T insert(T row) {
        return db.write(tx -> insert(tx, row));
    }

    public T insert(T row, String eventType) {
        return db.write(tx -> insert(tx, row, eventType));
    }

    public Optional<T> find(Id<T> id) {
        return db.read(tx -> find(tx, id));
    }

    /** One whose column has this value, deleted ones included: for columns that are unique. */
    public Optional<T> findBy(Tx tx, String column, Object value) {
        return rows.findBy(tx, column, value);
    }

    public Optional<T> findBy(String column, Object value) {
        return db.read(tx -> findBy(tx, column, value));
    }

    public Optional<T> first(Condition condition) {
        return db.read(tx -> first(tx, condition));
    }

    public List<T> all(Condition condition) {
        return db.read(tx -> all(tx, condition));
    }

    public long count(Condition condition) {
        return db.read(tx -> count(tx, condition));
    }

    public T update(Id<T> id, Record changes) {
        return db.write(tx -> update(tx, id, changes));
    }

    public T update(Id<T> id, Record changes, String eventType) {
        return db.write(tx -> update(tx, id, changes, eventType));
    }

    public T remove(Id<T> id) {
        return db.write(tx -> remove(tx, id));
    }

    private T permitted(Tx tx, Caller caller, int permission, Id<T> id) {
        T row = rows.find(tx, id).orElseThrow(this::absent);
        if (noun.hidden() && !caller.may(table.idIn(row, "customer_id"), Permission.ANYONE)) {
            throw new Problem(Problem.Status.NOT_FOUND, "RESOURCE_NOT_FOUND", "No such " + noun.word() + ".");
        }
        if (isDeleted(row) && noun.deleted() != Noun.Deleted.SHOWN) {
            throw gone();
        }
        caller.require(table.idIn(row, "customer_id"), permission);
        return row;
    }

    private boolean isDeleted(T row) {
        return table.valueIn(row, "tm_delete") instanceof Instant;
    }

    private Problem absent() {
        return Problem.notFound(noun.word());
    }

    private Problem gone() {
        return switch (noun.deleted()) {
            case GONE, SHOWN ->
                new Problem(Problem.Status.NOT_FOUND, "RESOURCE_NOT_FOUND", "The " + noun.word() + " is deleted.");
            case CONFLICT -> Problem.conflict("STATE_INVALID", "The " + noun.word() + " is deleted.");
        };
    }

    private Map<String, @Nullable Object> stamped(Tx tx, Map<String, @Nullable Object> values) {
        if (table.has("tm_update")) {
            values.put("tm_update", tx.now());
        }
        return values;
    }

    private T told(Tx tx, T row, String eventType) {
        Visibility visibility = noun.visibilityOf(eventType);
        if (visibility != Visibility.NOBODY) {
            Id<?> customer = table.idIn(row, "customer_id");
            db.outbox().append(tx, new Outbox.Entry(customer, eventType, row, visibility));
        }
        return row;
    }
}
