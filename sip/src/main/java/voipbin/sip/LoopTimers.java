package voipbin.sip;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Timers;

/** Timers that fire on an event loop. */
record LoopTimers(EventLoop loop) implements Timers {

    private static final Logger LOG = LoggerFactory.getLogger(LoopTimers.class);

    @Override
    public Timer after(Duration delay, Runnable callback) {
        Future<?> scheduled = loop.schedule(() -> run(callback), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    /** The loop keeps an exception in a future that nobody asks. */
    private static void run(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException bug) {
            LOG.error("a timer's callback failed", bug);
        }
    }
}
