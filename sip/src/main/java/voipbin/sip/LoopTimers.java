package voipbin.sip;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Timers;

/**
 * Timers that fire on an event loop. A call has half a dozen of some seconds, of which hardly one ever fires: those are
 * kept by the tick in which they are due, up to 10 ms late, so that to begin and to cancel one costs the same however
 * many there are. Short ones are the loop's own. Any thread may begin and cancel.
 */
final class LoopTimers implements Timers {

    private static final Logger LOG = LoggerFactory.getLogger(LoopTimers.class);

    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(100);

    private final EventLoop loop;
    private final LongSupplier nanos;

    /** What is due when; belongs to the loop. */
    private final Map<Long, Due> ticks = new HashMap<>();

    LoopTimers(EventLoop loop, LongSupplier nanos) {
        this.loop = loop;
        this.nanos = nanos;
    }

    @Override
    public Timer after(Duration delay, Runnable callback) {
        long wait = delay.toNanos();
        if (wait < SHORT) {
            var scheduled = loop.schedule(() -> run(callback), wait, TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        }
        // rounded up: never early
        long tick = Math.floorDiv(nanos.getAsLong() + wait, TICK) + 1;
        Waiting waiting = new Waiting(callback);
        onLoop(() -> enter(waiting, tick));
        return waiting;
    }

    private void enter(Waiting waiting, long tick) {
        Due due = ticks.get(tick);
        if (due == null) {
            due = new Due();
            ticks.put(tick, due);
            loop.schedule(() -> fire(tick), tick * TICK - nanos.getAsLong(), TimeUnit.NANOSECONDS);
        }
        due.add(waiting);
    }

    /** What others ask for comes in the order in which they ask: nothing is cancelled before it has begun. */
    private void onLoop(Runnable change) {
        if (loop.inEventLoop()) {
            change.run();
        } else {
            loop.execute(change);
        }
    }

    private void fire(long tick) {
        Due due = ticks.remove(tick);
        if (due != null) {
            due.run();
        }
    }

    /** The loop keeps an exception in a future that nobody asks. */
    private static void run(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException bug) {
            LOG.error("a timer's callback failed", bug);
        }
    }

    /** A ring of what is due in one tick; who cancels leaves it, so that nothing of it is kept. */
    private final class Due {

        private final Waiting ring = new Waiting(() -> {});

        void add(Waiting waiting) {
            waiting.before = ring.before;
            waiting.next = ring;
            ring.before.next = waiting;
            ring.before = waiting;
        }

        void run() {
            for (Waiting first = ring.next; first != ring; first = ring.next) {
                Runnable callback = first.callback;
                first.leave();
                if (callback != null) {
                    LoopTimers.run(callback);
                }
            }
        }
    }

    private final class Waiting implements Timer {

        private Waiting before = this;
        private Waiting next = this;
        private @Nullable Runnable callback;

        Waiting(Runnable callback) {
            this.callback = callback;
        }

        void leave() {
            before.next = next;
            next.before = before;
            before = this;
            next = this;
            callback = null;
        }

        @Override
        public void cancel() {
            onLoop(this::leave);
        }
    }
}
