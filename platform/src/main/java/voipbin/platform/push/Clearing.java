package voipbin.platform.push;

import java.time.Duration;
import java.time.Instant;
import voipbin.kit.event.Position;
import voipbin.kit.sql.Db;
import voipbin.platform.push.WebhookDelivery.Status;

/** Clears away what is old: events and deliveries after a week, dead ones, which may be replayed, after a month. */
final class Clearing {

    static final Duration KEPT = Duration.ofDays(7);
    static final Duration DEAD_KEPT = Duration.ofDays(30);
    private static final int PIECE = 500;

    private final Db db;
    private final Cursors cursors;
    private final DeliveryQueue queue;

    Clearing(Db db, Cursors cursors, DeliveryQueue queue) {
        this.db = db;
        this.cursors = cursors;
        this.queue = queue;
    }

    /** A piece of the work, in a transaction for each kind; whether there is more. */
    boolean some(Instant now) {
        boolean events = db.write(tx -> {
            // what no delivery has been made of yet stays
            Position dispatched = cursors.get(tx, Cursors.WEBHOOKS);
            var last = db.outbox().forget(tx, dispatched, now.minus(KEPT), PIECE);
            last.ifPresent(position -> cursors.set(tx, Cursors.FORGOTTEN, position));
            return last.isPresent();
        });
        int delivered = db.write(tx -> queue.forget(tx, Status.DELIVERED, now.minus(KEPT), PIECE));
        int dead = db.write(tx -> queue.forget(tx, Status.DEAD, now.minus(DEAD_KEPT), PIECE));
        return events || delivered == PIECE || dead == PIECE;
    }
}
