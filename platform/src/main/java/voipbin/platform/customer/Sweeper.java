package voipbin.platform.customer;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Timers;

/** Ends customers whose time has come, once a minute. */
public final class Sweeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Lifecycle lifecycle;
    private final Timers timers;
    private final Executor executor;
    private volatile boolean closed;

    /** @param executor where the work runs, which waits for the database as timers must not */
    public Sweeper(Lifecycle lifecycle, Timers timers, Executor executor) {
        this.lifecycle = lifecycle;
        this.timers = timers;
        this.executor = executor;
    }

    public Sweeper start() {
        timers.after(PAUSE, () -> executor.execute(this::run));
        return this;
    }

    private void run() {
        if (closed) {
            return;
        }
        try {
            int expired = lifecycle.expireUnverified();
            int deleted = lifecycle.deleteFrozen();
            if (expired + deleted > 0) {
                LOG.info("{} customers never verified their address, {} were deleted as they wished", expired, deleted);
            }
        } catch (RuntimeException failed) {
            LOG.error("cannot end customers; tried again in {}", PAUSE, failed);
        }
        start();
    }

    @Override
    public void close() {
        closed = true;
    }
}
