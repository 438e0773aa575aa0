package voipbin.platform.timeline;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import tools.jackson.databind.JsonNode;
import voipbin.base.Id;
import voipbin.kit.event.Event;
import voipbin.kit.json.Json;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Table;
import voipbin.kit.sql.Tx;
import voipbin.platform.call.Call;

/** Reads what a {@link Story} is made of. */
final class StoryRows {

    /** An event. */
    record Happening(Id<Event> id, String type, JsonNode data, Instant time) {}

    /** An attempt to tell a server of one; the status is 0 without an answer. */
    record Attempt(Id<Event> event, String type, String uri, int status, String error, long duration, Instant time) {}

    private record OutboxRow(
            Id<Event> id,
            Id<?> customerId,
            String type,
            String data,
            Instant tmCreate,
            Id<?> resourceId,
            Id<?> activeflowId) {}

    private record DeliveryRow(
            Id<DeliveryRow> id, Id<?> customerId, Id<Event> eventId, String type, String uri, Instant tmCreate) {}

    private record AttemptRow(
            Id<AttemptRow> id,
            Id<DeliveryRow> deliveryId,
            int statusCode,
            String error,
            long duration,
            Instant tmCreate) {}

    /** jOOQ puts more than 999 values into the text for SQLite, which ours cannot be. */
    private static final int PIECE = 150;

    private static final Table<OutboxRow> EVENTS = Table.of("outbox", OutboxRow.class);
    private static final Table<DeliveryRow> DELIVERIES = Table.of("webhook_deliveries", DeliveryRow.class);
    private static final Table<AttemptRow> ATTEMPTS = Table.of("webhook_attempts", AttemptRow.class);
    private static final Field<Long> ORDER = field(name("position"), Long.class);

    private final Db db;

    StoryRows(Db db) {
        this.db = db;
    }

    /** The oldest of the customer's events of these objects, keys included. */
    List<Happening> events(Id<?> customer, Id<?> activeflow, Collection<Id<Call>> legs, int most) {
        List<Id<Call>> ids = legs.stream().limit(PIECE).toList();
        return db.read(tx -> tx.jooq()
                .select(EVENTS.column("id"), EVENTS.column("type"), EVENTS.column("data"), EVENTS.column("tm_create"))
                .from(table(name("outbox")))
                .where(about(activeflow, ids))
                .and(EVENTS.is("customer_id", customer))
                .orderBy(EVENTS.column("tm_create"), ORDER)
                .limit(most)
                .fetch(row -> new Happening(
                        ((Id<?>) row.value1()).as(), (String) row.value2(), Json.parse((String) row.value3()), (Instant)
                                row.value4())));
    }

    private static Condition about(Id<?> activeflow, List<Id<Call>> legs) {
        Condition any = EVENTS.isAnyOf("resource_id", legs);
        return activeflow.isNil()
                ? any
                : any.or(EVENTS.is("resource_id", activeflow)).or(EVENTS.is("activeflow_id", activeflow));
    }

    /** How servers were told of these events, as far as that was begun until then. */
    List<Attempt> attempts(Id<?> customer, List<Happening> events, Instant until) {
        List<Attempt> attempts = new ArrayList<>();
        Instant since = events.getFirst().time();
        for (int from = 0; from < events.size(); from += PIECE) {
            List<Id<Event>> piece = events.subList(from, Math.min(from + PIECE, events.size())).stream()
                    .map(Happening::id)
                    .toList();
            Condition which = DELIVERIES
                    .is("customer_id", customer)
                    .and(DELIVERIES.column("tm_create").between(since, until))
                    .and(DELIVERIES.isAnyOf("event_id", piece));
            List<DeliveryRow> deliveries = db.read(tx -> deliveries(tx, which));
            deliveries.forEach(delivery -> attempts.addAll(db.read(tx -> attempts(tx, delivery))));
        }
        return attempts;
    }

    private static List<DeliveryRow> deliveries(Tx tx, Condition which) {
        return tx.jooq()
                .select(
                        DELIVERIES.column("id"),
                        DELIVERIES.column("event_id"),
                        DELIVERIES.column("type"),
                        DELIVERIES.column("uri"),
                        DELIVERIES.column("tm_create"))
                .from(table(name("webhook_deliveries")))
                .where(which)
                .fetch(row -> new DeliveryRow(
                        ((Id<?>) row.value1()).as(),
                        Id.nil(),
                        ((Id<?>) row.value2()).as(),
                        (String) row.value3(),
                        (String) row.value4(),
                        (Instant) row.value5()));
    }

    private static List<Attempt> attempts(Tx tx, DeliveryRow delivery) {
        return tx.jooq()
                .select(
                        ATTEMPTS.column("status_code"),
                        ATTEMPTS.column("error"),
                        ATTEMPTS.column("duration"),
                        ATTEMPTS.column("tm_create"))
                .from(table(name("webhook_attempts")))
                .where(ATTEMPTS.is("delivery_id", delivery.id()))
                .fetch(row -> new Attempt(
                        delivery.eventId(),
                        delivery.type(),
                        delivery.uri(),
                        (int) row.value1(),
                        (String) row.value2(),
                        (long) row.value3(),
                        (Instant) row.value4()));
    }
}
