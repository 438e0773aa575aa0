package voipbin.base;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Timers on one daemon thread of their own: callbacks run there, one after another, and must be quick. */
public final class ThreadTimers implements Timers, AutoCloseable {

    private final ScheduledThreadPoolExecutor executor;

    /** @param name of the thread */
    public ThreadTimers(String name) {
        executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name(name).daemon().factory());
        // a call that ends early would otherwise keep its hour-long timer in memory
        executor.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Timer after(Duration delay, Runnable callback) {
        Future<?> scheduled = executor.schedule(callback, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    /** What has not run yet never will. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
