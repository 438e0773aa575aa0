package voipbin.sip;

import java.util.function.LongSupplier;

/**
 * Measures how long messages wait for one shard (after CoDel, RFC 8289: not the length of the queue counts but that it
 * stands). Each way that they come by is measured alone: that one is empty says nothing of the others. On that shard
 * only.
 */
final class Congestion {

    /** One slow message, or a pause of the whole process, with little behind it is no overload. */
    private static final int CROWD = 100;

    /** A way that nothing comes by any more is not congested, however it was left. */
    private static final long STALE_NANOS = 1_000_000_000;

    private final Overload limits;
    private final LongSupplier nanos;
    private final Queue socket = new Queue();
    private final Queue connections = new Queue();
    private final Queue others = new Queue();

    /** Everything that arrived before this has been read. */
    private long drained;

    Congestion(Overload limits, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
        this.drained = nanos.getAsLong();
    }

    /** The socket that this shard reads was seen empty. */
    void drained() {
        drained = nanos.getAsLong();
        socket.above = false;
    }

    /** The socket that this shard reads holds nothing any more that had arrived at that time. */
    void drained(long at) {
        drained = at;
    }

    /** A message is taken up that this shard's own socket gave: it came then. */
    void taken() {
        socket.taken(drained);
    }

    /** A message is taken up that another thread has read at this time. */
    void taken(long arrived) {
        others.taken(arrived);
    }

    /** A message is taken up that a connection gave, and that may have waited since this time. */
    void takenFromConnection(long arrived) {
        connections.taken(arrived);
    }

    /** A memory, on the same clock, of whom this leads to be refused. */
    Refusals refusals() {
        return new Refusals(nanos);
    }

    /** The longest Retry-After in seconds, at least 1. */
    long longestRetry() {
        return Math.max(1, limits.retryAfter().toSeconds());
    }

    /** Whether new work is to be turned away. */
    boolean overloaded() {
        return !limits.interval().isZero() && (socket.stands() || connections.stands() || others.stands());
    }

    /** One way that messages come by. */
    private final class Queue {

        private boolean above;
        private long since;
        private long last;
        private int crowd;

        void taken(long arrived) {
            long now = nanos.getAsLong();
            if (now - arrived <= limits.target().toNanos()) {
                above = false;
            } else if (above && now - last <= STALE_NANOS) {
                crowd++;
            } else {
                above = true;
                since = now;
                crowd = 1;
            }
            last = now;
        }

        boolean stands() {
            long now = nanos.getAsLong();
            return above
                    && crowd >= CROWD
                    && now - last <= STALE_NANOS
                    && now - since >= limits.interval().toNanos();
        }
    }
}
