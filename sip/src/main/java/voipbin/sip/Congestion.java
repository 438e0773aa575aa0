package voipbin.sip;

import java.util.function.LongSupplier;

/**
 * Measures how long messages wait for one shard (after CoDel, RFC 8289: not the length of the queue counts but that it
 * stands). On that shard only.
 */
final class Congestion {

    /** One slow message, or a pause of the whole process, with little behind it is no overload. */
    private static final int CROWD = 100;

    private final Overload limits;
    private final LongSupplier nanos;
    private boolean above;
    private long since;
    private int crowd;

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
        above = false;
    }

    /** A message is taken up that this shard's own socket gave: it came after the socket was last empty. */
    void taken() {
        taken(drained);
    }

    /** A message is taken up that arrived, by the same clock, at this time. */
    void taken(long arrived) {
        long now = nanos.getAsLong();
        if (now - arrived <= limits.target().toNanos()) {
            above = false;
        } else if (above) {
            crowd++;
        } else {
            above = true;
            since = now;
            crowd = 1;
        }
    }

    /** The longest Retry-After in seconds, at least 1. */
    long longestRetry() {
        return Math.max(1, limits.retryAfter().toSeconds());
    }

    /** Whether new work is to be turned away. */
    boolean overloaded() {
        return above
                && crowd >= CROWD
                && !limits.interval().isZero()
                && nanos.getAsLong() - since >= limits.interval().toNanos();
    }
}
