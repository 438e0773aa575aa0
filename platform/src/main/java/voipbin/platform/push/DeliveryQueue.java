package voipbin.platform.push;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.kit.event.Event;
import voipbin.kit.event.Visibility;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Lookup;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.kit.sql.Tx;
import voipbin.platform.push.WebhookDelivery.Status;

/**
 * The deliveries in their order. Of the pending ones of a lane only the first has a {@code tm_next}; when it is
 * delivered or dead the next one gets its turn. A claim is a lease: it moves {@code tm_next} so far away that whoever
 * made it has ended or is dead, then somebody else may try.
 */
final class DeliveryQueue {

    /** The earliest due delivery of a customer. */
    record Due(Id<?> customer, Instant at) {}

    private final Store<WebhookDelivery> store;
    private final Table<WebhookDelivery> table;
    private final Store<WebhookAttempt> attempts;
    private final Lookup<WebhookDelivery> longestDue;
    private final Lookup<WebhookDelivery> waiting;

    DeliveryQueue(Db db) {
        table = Table.of("webhook_deliveries", WebhookDelivery.class);
        store = new Store<>(db, table, new Noun("webhook_delivery", Visibility.NOBODY));
        attempts = new Store<>(
                db, Table.of("webhook_attempts", WebhookAttempt.class), new Noun("webhook_attempt", Visibility.NOBODY));
        longestDue = table.lookup(
                "where customer_id = ? and tm_next <= ? order by tm_next, number limit 1", "customer_id", "tm_next");
        // the status as a literal, so that SQLite sees that its partial index will do
        waiting = table.lookup(
                "where customer_id = ? and lane = ? and status = 'pending' order by number limit 1",
                "customer_id",
                "lane");
    }

    Store<WebhookDelivery> store() {
        return store;
    }

    WebhookDelivery add(Tx tx, Event event, Target target, String resource) {
        String lane = resource + ">" + target.activeflowId();
        Instant turn = first(tx, event.customerId(), lane).isPresent() ? null : tx.now();
        return store.insert(
                tx,
                new WebhookDelivery(
                        Id.random(),
                        event.customerId(),
                        event.id(),
                        event.type(),
                        target.activeflowId(),
                        target.uri(),
                        target.method(),
                        event.data(),
                        lane,
                        Status.PENDING,
                        0,
                        0,
                        "",
                        tx.now(),
                        turn,
                        tx.now(),
                        null));
    }

    /** The delivery of this customer that has been due for longest, for so long nobody else's. */
    Optional<WebhookDelivery> claim(Tx tx, Id<?> customer, Duration lease) {
        return longestDue
                .first(tx, customer, tx.now())
                .map(delivery ->
                        store.update(tx, delivery.id(), new Turn(tx.now().plus(lease))));
    }

    private record Turn(@Nullable Instant tmNext) {}

    private record Direction(String uri, String method) {}

    /** With the URI and method of this target. */
    WebhookDelivery redirect(Tx tx, WebhookDelivery delivery, Target target) {
        boolean same = delivery.uri().equals(target.uri()) && delivery.method().equals(target.method());
        return same ? delivery : store.update(tx, delivery.id(), new Direction(target.uri(), target.method()));
    }

    /** Gives a claimed one back as if it had not been tried. */
    void release(Tx tx, WebhookDelivery claimed) {
        store.update(tx, claimed.id(), new Turn(tx.now()));
    }

    private record Tried(
            Status status,
            int attemptCount,
            int statusCode,
            String error,
            @Nullable Instant tmNext) {}

    /** @param next when to try again; empty at the end, dead unless delivered */
    void settle(Tx tx, WebhookDelivery claimed, WebhookAttempt attempt, Status status, @Nullable Instant next) {
        attempts.insert(tx, attempt);
        int count = claimed.attemptCount() + 1;
        store.update(tx, claimed.id(), new Tried(status, count, attempt.statusCode(), attempt.error(), next));
        if (status != Status.PENDING) {
            first(tx, claimed.customerId(), claimed.lane())
                    .filter(waiting -> waiting.tmNext() == null)
                    .ifPresent(waiting -> store.update(tx, waiting.id(), new Turn(tx.now())));
        }
    }

    private record Replay(
            Status status,
            int attemptCount,
            Instant tmBegin,
            @Nullable Instant tmNext) {}

    /** Begins anew, out of turn. */
    WebhookDelivery replay(Tx tx, WebhookDelivery delivery) {
        return store.update(tx, delivery.id(), new Replay(Status.PENDING, 0, tx.now(), tx.now()));
    }

    /** The first pending one of a lane. */
    private Optional<WebhookDelivery> first(Tx tx, Id<?> customer, String lane) {
        return waiting.first(tx, customer, lane);
    }

    /** The customer next in the order of ids that has something to deliver, with the time from which. */
    Optional<Due> dueBehind(Tx tx, Id<?> customer) {
        return tx.jooq()
                .select(table.column("customer_id"), table.column("tm_next"))
                .from(DSL.table(table.name()))
                .where(table.isAfter("customer_id", customer).and(table.isNotNull("tm_next")))
                .orderBy(table.column("customer_id"), table.column("tm_next"))
                .limit(1)
                .fetchOptional(row -> new Due((Id<?>) row.value1(), (Instant) row.value2()));
    }

    /** How many of a customer's deliveries could be tried now, counted up to a limit. */
    int due(Tx tx, Id<?> customer, int most) {
        return tx.jooq()
                .fetchCount(DSL.select(table.column("id"))
                        .from(DSL.table(table.name()))
                        .where(table.is("customer_id", customer)
                                .and(table.column("tm_next").le(tx.now())))
                        .limit(most));
    }

    long pending(Tx tx) {
        return store.count(tx, table.is("status", Status.PENDING));
    }

    List<WebhookAttempt> attempts(Tx tx, Id<WebhookDelivery> delivery) {
        return attempts.all(tx, attempts.table().is("delivery_id", delivery)).reversed();
    }

    /** Deletes some that ended like this before that time, with their attempts; how many. */
    int forget(Tx tx, Status status, Instant before, int most) {
        List<Object> old = tx.jooq()
                .select(table.column("id"))
                .from(DSL.table(table.name()))
                .where(table.is("status", status).and(table.isBefore("tm_update", before)))
                .limit(most)
                .fetch(table.column("id"));
        tx.jooq()
                .deleteFrom(DSL.table(attempts.table().name()))
                .where(attempts.table().isAnyOf("delivery_id", old))
                .execute();
        return tx.jooq()
                .deleteFrom(DSL.table(table.name()))
                .where(table.isAnyOf("id", old))
                .execute();
    }
}
