package voipbin.platform.push;

import java.time.Duration;
import java.time.Instant;
import voipbin.kit.event.Position;
import voipbin.kit.sql.Db;
import voipbin.platform.push.WebhookDelivery.Status;

/** Clears away what is old: events, deliveries, and after a month dead ones, which may be replayed. */
final class Clearing {

    static final Duration DEAD_KEPT = Duration.ofDays(30);
    private static final int PIECE = 500;

    private final Db db;
    private final Cursors cursors;
    private final DeliveryQueue queue;
    private final WebhookSettings.Kept kept;

    Clearing(Db db, Cursors cursors, DeliveryQueue queue, WebhookSettings.Kept kept) {
        this.db = db;
        this.cursors = cursors;
        this.queue = queue;
        this.kept = kept;
    }

    /** A piece of the work, in a transaction for each kind; whether there is more. */
    boolean some(Instant now) {
        boolean events = db.write(tx -> {
            // what no delivery has been made of yet stays
            Position dispatched = cursors.get(tx, Cursors.WEBHOOKS);
            var last = db.outbox().forget(tx, dispatched, now.minus(kept.events()), PIECE);
            last.ifPresent(position -> cursors.set(tx, Cursors.FORGOTTEN, position));
            return last.isPresent();
        });
        int delivered = db.write(tx -> queue.forget(tx, Status.DELIVERED, now.minus(kept.deliveries()), PIECE));
        int dead = db.write(tx -> queue.forget(tx, Status.DEAD, now.minus(DEAD_KEPT), PIECE));
        return events || delivered == PIECE || dead == PIECE;
    }
}
