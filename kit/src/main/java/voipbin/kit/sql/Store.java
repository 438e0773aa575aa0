package voipbin.kit.sql;

import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import voipbin.base.Id;
import voipbin.kit.auth.Caller;
import voipbin.kit.page.Page;
import voipbin.kit.page.PageAsk;

/** The rows of one resource. */
public final class Store<T extends Record> {

    private final Db db;
    private final Table<T> table;
    private final Noun noun;

    public Store(Db db, Table<T> table, Noun noun) {
        this.db = db;
        this.table = table;
        this.noun = noun;
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

    /** The own-customer check, existence and state of one row: see {@link Noun.Deleted} for deleted ones. */
    public T get(Caller caller, int permission, Id<T> id) {
        throw new UnsupportedOperationException();
    }

    /** As {@link #get}, but a deleted one is refused in any case: what every change begins with. */
    public T live(Caller caller, int permission, Id<T> id) {
        throw new UnsupportedOperationException();
    }

    /** The caller's own customer's, not deleted, newest first. */
    public Page<T> list(Caller caller, int permission, PageAsk ask) {
        throw new UnsupportedOperationException();
    }

    /** The same, those only that meet the condition. */
    public Page<T> list(Caller caller, int permission, PageAsk ask, Condition filter) {
        throw new UnsupportedOperationException();
    }

    /** A row with the draft's components by name, id, customer_id and tm_create; the rest is zero. */
    public T create(Caller caller, int permission, Record draft) {
        throw new UnsupportedOperationException();
    }

    /** Puts every component of {@code changes} in place of the column of its name. */
    public T edit(Caller caller, int permission, Id<T> id, Record changes) {
        throw new UnsupportedOperationException();
    }

    /** Soft: tm_delete = tm_update = now. Returns the deleted row. */
    public T delete(Caller caller, int permission, Id<T> id) {
        throw new UnsupportedOperationException();
    }

    /** Whoever's rows, deleted ones included, newest first: what only a super admin or our own code may ask for. */
    public Page<T> page(PageAsk ask, Condition filter) {
        throw new UnsupportedOperationException();
    }

    /** Adds a row, and {@code <noun>_created}. Times are cut to microseconds; returns the row as it is kept. */
    public T insert(Tx tx, T row) {
        throw new UnsupportedOperationException();
    }

    /** Adds a row, and an event of this type. */
    public T insert(Tx tx, T row, String eventType) {
        throw new UnsupportedOperationException();
    }

    /** Also a deleted one. */
    public Optional<T> find(Tx tx, Id<T> id) {
        throw new UnsupportedOperationException();
    }

    /** The newest that meets the condition. */
    public Optional<T> first(Tx tx, Condition condition) {
        throw new UnsupportedOperationException();
    }

    /** All that meet the condition, newest first. */
    public List<T> all(Tx tx, Condition condition) {
        throw new UnsupportedOperationException();
    }

    public long count(Tx tx, Condition condition) {
        throw new UnsupportedOperationException();
    }

    /** Changes the columns named by the components of {@code changes}, stamps tm_update, and {@code <noun>_updated}. */
    public T update(Tx tx, Id<T> id, Record changes) {
        throw new UnsupportedOperationException();
    }

    /** The same with an event of this type, e.g. {@code call_ringing}. */
    public T update(Tx tx, Id<T> id, Record changes, String eventType) {
        throw new UnsupportedOperationException();
    }

    /** Soft delete, and {@code <noun>_deleted}; a deleted one stays as it is, without an event. */
    public T remove(Tx tx, Id<T> id) {
        throw new UnsupportedOperationException();
    }

    public T insert(T row) {
        throw new UnsupportedOperationException();
    }

    public T insert(T row, String eventType) {
        throw new UnsupportedOperationException();
    }

    public Optional<T> find(Id<T> id) {
        throw new UnsupportedOperationException();
    }

    public Optional<T> first(Condition condition) {
        throw new UnsupportedOperationException();
    }

    public List<T> all(Condition condition) {
        throw new UnsupportedOperationException();
    }

    public T update(Id<T> id, Record changes) {
        throw new UnsupportedOperationException();
    }

    public T update(Id<T> id, Record changes, String eventType) {
        throw new UnsupportedOperationException();
    }

    public T remove(Id<T> id) {
        throw new UnsupportedOperationException();
    }
}
