package voipbin.platform.push;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import voipbin.base.Id;
import voipbin.kit.event.Event;
import voipbin.kit.event.Position;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Tx;

/**
 * Makes deliveries of events, and in the same transaction says how far it has come: a crash loses and repeats nothing.
 */
final class Dispatcher {

    private static final int BATCH = 500;

    private final Db db;
    private final Cursors cursors;
    private final Targets targets;
    private final DeliveryQueue queue;

    Dispatcher(Db db, Cursors cursors, Targets targets, DeliveryQueue queue) {
        this.db = db;
        this.cursors = cursors;
        this.targets = targets;
        this.queue = queue;
    }

    /** Takes the next events; how many deliveries they made for each customer. Call it until it has nothing more. */
    Round next() {
        Position from = db.read(tx -> cursors.get(tx, Cursors.WEBHOOKS));
        List<Event> events = db.outbox().after(from, BATCH);
        if (events.isEmpty()) {
            return new Round(Map.of(), false);
        }
        Map<Id<?>, Integer> made = db.write(tx -> {
            // another node may have taken them meanwhile
            if (!cursors.get(tx, Cursors.WEBHOOKS).equals(from)) {
                return Map.<Id<?>, Integer>of();
            }
            cursors.set(tx, Cursors.WEBHOOKS, events.getLast().position());
            return dispatch(tx, events);
        });
        return new Round(made, true);
    }

    /** @param more whether there may be more events */
    record Round(Map<Id<?>, Integer> made, boolean more) {}

    private Map<Id<?>, Integer> dispatch(Tx tx, List<Event> events) {
        Map<Id<?>, Integer> made = new HashMap<>();
        for (Event event : events) {
            for (WebhookDelivery delivery : dispatch(tx, event)) {
                made.merge(delivery.customerId(), 1, Integer::sum);
            }
        }
        return made;
    }

    private List<WebhookDelivery> dispatch(Tx tx, Event event) {
        if (!event.visible()) {
            return List.of();
        }
        JsonNode data = event.tree();
        String resource = EventTopics.resource(event.type(), data) + ":" + EventTopics.id(event.type(), data);
        List<WebhookDelivery> made = new ArrayList<>();
        for (Target target : targets.of(tx, event, data)) {
            made.add(queue.add(tx, event, target, resource));
        }
        return made;
    }
}
