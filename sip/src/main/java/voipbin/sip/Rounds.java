package voipbin.sip;

import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * How long messages of connections may have waited for a loop that reads many of them in turn: what a round reads was
 * there when the round began, or came since the one before began if the loop did not rest between the two. On that loop
 * only.
 */
final class Rounds {

    /** A loop that has nothing to read rests longer than this. */
    private static final long REST_NANOS = 1_000_000;

    private final Executor loop;
    private final LongSupplier nanos;
    private boolean running;
    private long before;
    private long began;
    private long ended;

    /** @param loop runs what it is given after the round that it is in */
    Rounds(Executor loop, LongSupplier nanos) {
        this.loop = loop;
        this.nanos = nanos;
        this.ended = nanos.getAsLong() - REST_NANOS;
    }

    /** The time that the message which is read now may have waited since. */
    long arrived() {
        if (!running) {
            long now = nanos.getAsLong();
            before = now - ended < REST_NANOS ? began : now;
            began = now;
            running = true;
            loop.execute(this::end);
        }
        return before;
    }

    private void end() {
        running = false;
        ended = nanos.getAsLong();
    }
}
