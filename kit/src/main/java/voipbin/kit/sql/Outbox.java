package voipbin.kit.sql;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jooq.Field;
import org.jooq.impl.DSL;
import voipbin.base.Id;
import voipbin.kit.event.Event;
import voipbin.kit.event.Position;
import voipbin.kit.event.Visibility;
import voipbin.kit.json.Json;

/** What happened: rows written in the transactions that changed the state, so that none is lost or made up. */
public final class Outbox {

    /**
     * What is to be told; {@code data} is written as its public JSON.
     *
     * @param about in whose timeline it stands
     */
    public record Entry(Id<?> customerId, String type, Object data, Visibility visibility, Id<?> about) {

        /** About what the component {@code id} of a record names. */
        public Entry(Id<?> customerId, String type, Object data, Visibility visibility) {
            this(customerId, type, data, visibility, named(data, "id"));
        }

        Id<?> activeflow() {
            return named(data, "activeflow_id");
        }

        private static Id<?> named(Object data, String component) {
            return data instanceof Record row && Column.valueIn(row, component) instanceof Id<?> id ? id : Id.nil();
        }
    }

    private record Row(
            long transactionId,
            long position,
            Id<Event> id,
            Id<?> customerId,
            String type,
            String data,
            Visibility visibility,
            Instant tmCreate) {

        Event event() {
            Position place = new Position(transactionId, position);
            return new Event(place, id, customerId, type, data, visibility, tmCreate);
        }
    }

    private record Heading(
            long transactionId, long position, Id<?> customerId, Visibility visibility, Id<?> activeflowId) {

        Headline headline() {
            return new Headline(new Position(transactionId, position), customerId, visibility, activeflowId);
        }
    }

    /**
     * Whom an event concerns, without what it tells.
     *
     * @param activeflow whose timeline it stands in; nil if there is none
     */
    public record Headline(Position position, Id<?> customerId, Visibility visibility, Id<?> activeflow) {

        /** As {@link Event#visible}. */
        public boolean visible() {
            return visibility == Visibility.CUSTOMER;
        }
    }

    private static final Table<Row> TABLE = Table.of("outbox", Row.class);
    private static final Table<Heading> HEADINGS = Table.of("outbox", Heading.class);
    private static final Field<Long> ORDER = field(DSL.name("position"), Long.class);

    /**
     * PostgreSQL: only what stands before the oldest transaction that still runs, since that one may yet commit events
     * in front of those that are already to be seen.
     */
    private static final String SETTLED = " and transaction_id < pg_snapshot_xmin(pg_current_snapshot())::text::bigint";

    private static final String APPEND =
            "insert into outbox (id, customer_id, type, data, visibility, tm_create, resource_id, activeflow_id)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String BEHIND = " where (transaction_id, position) > (?, ?)";

    /**
     * SQLite searches an index by the first column of a row value only. Its transaction is always 0, so it would read
     * everything that ever happened; the plus keeps that column out of the search.
     */
    private static final String BEHIND_IN_SQLITE = " where +transaction_id >= ? and position > ?";

    static final String AFTER_IN_SQLITE = TABLE.text().select() + BEHIND_IN_SQLITE;

    private static final String UNTIL = TABLE.text().select() + " where (transaction_id, position) <= (?, ?)"
            + " order by transaction_id, position limit ?";

    static final String UNTIL_IN_SQLITE =
            TABLE.text().select() + " where +transaction_id <= ? and position <= ? order by position limit ?";

    private static final String FORGET = "delete from outbox where (transaction_id, position) <= (?, ?)";
    static final String FORGET_IN_SQLITE = "delete from outbox where +transaction_id <= ? and position <= ?";

    private static final String LAST = TABLE.text().select() + " order by transaction_id desc, position desc limit 1";
    private static final String LAST_IN_SQLITE = TABLE.text().select() + " order by position desc limit 1";
    private static final String OF_CUSTOMER = " and customer_id = ?";

    private final Db db;
    private final Courier courier;

    /** @param shared whether other processes write events too */
    Outbox(Db db, boolean shared) {
        this.db = db;
        this.courier = new Courier(this, shared);
    }

    /** Writes an event within the transaction. */
    public void append(Tx tx, Entry entry) {
        Statements.execute(
                tx,
                APPEND,
                List.of(
                        TABLE.bound("id", Id.random()),
                        TABLE.bound("customer_id", entry.customerId()),
                        TABLE.bound("type", entry.type()),
                        TABLE.bound("data", Json.write(entry.data())),
                        TABLE.bound("visibility", entry.visibility()),
                        TABLE.bound("tm_create", tx.now()),
                        subject(entry.about()),
                        subject(entry.activeflow())));
    }

    private static Statements.Bound subject(Id<?> id) {
        return TABLE.bound("id", id.isNil() ? null : id);
    }

    /** The next events behind a position, oldest first; no later event ever turns up before one returned here. */
    public List<Event> after(Position position, int limit) {
        return after(position, "", List.of(), limit);
    }

    /** The same, of one customer only. */
    public List<Event> after(Position position, Id<?> customer, int limit) {
        return after(position, OF_CUSTOMER, List.of(TABLE.bound("customer_id", customer)), limit);
    }

    private List<Event> after(Position position, String filter, List<Statements.Bound> filtered, int limit) {
        return behind(new Search<>(TABLE, filter, filtered), position, limit).stream()
                .map(Row::event)
                .toList();
    }

    /** The headlines of what {@link #after(Position, int)} gives. */
    public List<Headline> headlines(Position position, int limit) {
        return behind(new Search<>(HEADINGS, "", List.of()), position, limit).stream()
                .map(Heading::headline)
                .toList();
    }

    private record Search<R extends Record>(Table<R> table, String filter, List<Statements.Bound> filtered) {}

    private <R extends Record> List<R> behind(Search<R> search, Position position, int limit) {
        List<Statements.Bound> values = new ArrayList<>(bound(position));
        values.addAll(search.filtered());
        values.add(TABLE.bound("position", (long) limit));
        String select = search.table().text().select();
        return db.read(tx -> {
            String sql = tx.isPostgresql()
                    ? select + BEHIND + search.filter() + SETTLED + " order by transaction_id, position limit ?"
                    : select + BEHIND_IN_SQLITE + search.filter() + " order by position limit ?";
            return Statements.query(tx, sql, values, search.table()::read);
        });
    }

    private static List<Statements.Bound> bound(Position position) {
        return List.of(
                TABLE.bound("transaction_id", position.transaction()), TABLE.bound("position", position.order()));
    }

    private static Event event(ResultSet row, boolean postgresql) throws SQLException {
        return TABLE.read(row, postgresql).event();
    }

    /**
     * Forgets the oldest events, in the order of positions, as long as they were written before that time and stand not
     * behind that position.
     *
     * @return the position of the last one that was forgotten
     */
    public Optional<Position> forget(Tx tx, Position until, Instant before, int limit) {
        List<Statements.Bound> values = new ArrayList<>(bound(until));
        values.add(TABLE.bound("position", (long) limit));
        String oldest = tx.isPostgresql() ? UNTIL : UNTIL_IN_SQLITE;
        Optional<Position> last = Statements.query(tx, oldest, values, Outbox::event).stream()
                .takeWhile(event -> event.tmCreate().isBefore(before))
                .reduce((_, later) -> later)
                .map(Event::position);
        last.ifPresent(
                position -> Statements.execute(tx, tx.isPostgresql() ? FORGET : FORGET_IN_SQLITE, bound(position)));
        return last;
    }

    /** Where the outbox ends now: what is committed later stands behind it. */
    public Position end() {
        return db.read(tx -> {
            if (tx.isPostgresql()) {
                Long running = tx.jooq()
                        .select(field("pg_snapshot_xmin(pg_current_snapshot())::text::bigint", Long.class))
                        .fetchSingle()
                        .value1();
                return new Position(running - 1, Long.MAX_VALUE);
            }
            Long last = tx.jooq()
                    .select(max(ORDER))
                    .from(TABLE.jooq())
                    .fetchSingle()
                    .value1();
            return last == null ? Position.START : new Position(0, last);
        });
    }

    /**
     * Calls back for each event committed from now on, in the order of positions, on one thread of the outbox, which a
     * slow listener holds up. What it throws is logged.
     *
     * @return closes the subscription
     */
    public Subscription listen(Consumer<Event> listener) {
        return courier.listen(listener);
    }

    /**
     * Calls back, on the same thread, when there may be new events: for who reads them at its own pace. Must be quick
     * and not throw. Is called without need too.
     *
     * @return closes the subscription
     */
    public Subscription watch(Runnable watcher) {
        return courier.watch(watcher);
    }

    /** Ends the calls to a listener. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /** Waits until every event committed before the call has been told to the listeners. */
    public void settle() {
        courier.settle();
    }

    /** The position of the last committed event, settled or not. */
    Position last() {
        return db.read(
                tx -> Statements.query(tx, tx.isPostgresql() ? LAST : LAST_IN_SQLITE, List.of(), Outbox::event).stream()
                        .findFirst()
                        .map(Event::position)
                        .orElse(Position.START));
    }

    void wake() {
        courier.wake();
    }

    void close() {
        courier.close();
    }
}
