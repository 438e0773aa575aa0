package voipbin.platform.push;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import voipbin.base.Id;
import voipbin.kit.event.Event;
import voipbin.kit.event.Position;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Outbox;
import voipbin.kit.sql.Tx;

/**
 * Makes deliveries of events, and in the same transaction says how far it has come: a crash loses and repeats nothing.
 */
final class Dispatcher {

    private static final int BATCH = 500;

    /** Rounds in a row that nobody wanted to hear of, after which the place is written down all the same. */
    private static final int MOST_UNWRITTEN = 1_000;

    /** How far the cursor says that it has come, and how far it has: between them there is nothing for anybody. */
    private record Place(Position written, Position seen) {
        static Place at(Position position) {
            return new Place(position, position);
        }
    }

    private final Db db;
    private final Cursors cursors;
    private final Targets targets;
    private final DeliveryQueue queue;

    // of the one thread that dispatches
    private @Nullable Place place;
    private int unwritten;

    Dispatcher(Db db, Cursors cursors, Targets targets, DeliveryQueue queue) {
        this.db = db;
        this.cursors = cursors;
        this.targets = targets;
        this.queue = queue;
    }

    /** Takes the next events; how many deliveries they made for each customer. Call it until it has nothing more. */
    Round next() {
        Place from = place == null ? Place.at(db.read(tx -> cursors.get(tx, Cursors.WEBHOOKS))) : place;
        place = from;
        List<Outbox.Headline> headlines = db.outbox().headlines(from.seen(), BATCH);
        if (headlines.isEmpty()) {
            return new Round(Map.of(), 0);
        }
        boolean idle = ++unwritten < MOST_UNWRITTEN && db.read(tx -> nobodyWants(tx, headlines));
        if (idle) {
            place = new Place(from.written(), headlines.getLast().position());
            return new Round(Map.of(), headlines.size());
        }
        return tell(from);
    }

    private Round tell(Place from) {
        place = null;
        List<Event> events = db.outbox().after(from.seen(), BATCH);
        Position last = events.getLast().position();
        Map<Id<?>, Integer> made = db.write(tx -> {
            // another node may have taken them meanwhile
            if (!cursors.get(tx, Cursors.WEBHOOKS).equals(from.written())) {
                return Map.<Id<?>, Integer>of();
            }
            cursors.set(tx, Cursors.WEBHOOKS, last);
            return dispatch(tx, events);
        });
        unwritten = 0;
        return new Round(made, events.size());
    }

    /** Writes down how far it has come when nobody wanted what there was. */
    void settle() {
        Place from = place;
        if (from == null || from.seen().equals(from.written())) {
            return;
        }
        place = null;
        unwritten = 0;
        db.write(tx -> {
            boolean ours = cursors.get(tx, Cursors.WEBHOOKS).equals(from.written());
            if (ours) {
                cursors.set(tx, Cursors.WEBHOOKS, from.seen());
            }
            return ours;
        });
    }

    boolean isSettled() {
        return place == null || place.seen().equals(place.written());
    }

    private boolean nobodyWants(Tx tx, List<Outbox.Headline> headlines) {
        Targets.Asked asked = targets.ask(tx);
        return headlines.stream().noneMatch(asked::wants);
    }

    /** @param events how many there were */
    record Round(Map<Id<?>, Integer> made, int events) {

        boolean more() {
            return events == BATCH;
        }
    }

    private Map<Id<?>, Integer> dispatch(Tx tx, List<Event> events) {
        Map<Id<?>, Integer> made = new HashMap<>();
        Targets.Asked asked = targets.ask(tx);
        for (Event event : events) {
            for (WebhookDelivery delivery : dispatch(tx, asked, event)) {
                made.merge(delivery.customerId(), 1, Integer::sum);
            }
        }
        return made;
    }

    private List<WebhookDelivery> dispatch(Tx tx, Targets.Asked asked, Event event) {
        if (!event.visible()) {
            return List.of();
        }
        List<Target> wanted = asked.of(event);
        if (wanted.isEmpty()) {
            return List.of();
        }
        JsonNode data = event.tree();
        String resource = EventTopics.resource(event.type(), data) + ":" + EventTopics.id(event.type(), data);
        List<WebhookDelivery> made = new ArrayList<>();
        for (Target target : wanted) {
            made.add(queue.add(tx, event, target, resource));
        }
        return made;
    }
}
