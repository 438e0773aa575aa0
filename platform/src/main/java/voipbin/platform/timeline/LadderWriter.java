package voipbin.platform.timeline;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Timers;
import voipbin.platform.timeline.Ladders.Rung;

/** Brings messages from memory to the database, many in one transaction, once a second; and clears away old ones. */
final class LadderWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LadderWriter.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int SWEEP_EVERY = 10;
    private static final int CLEAR_EVERY = 60;
    private static final int PIECES_A_TIME = 20;

    private final Ladders ladders;
    private final Captures captures;
    private final LadderStore store;
    private final LadderStore.Keeping keeping;
    private final Timers timers;
    private final Executor executor;
    private final InstantSource clock;

    /** Who reads a ladder writes first what is not written yet, and must find written what the timer has taken. */
    private final ReentrantLock writing = new ReentrantLock();

    private volatile boolean closed;
    private int round;

    /** What passed and is not written yet. */
    record Seen(Ladders ladders, Captures captures) {}

    /** Where it goes, and for how long. */
    record Shelf(LadderStore store, LadderStore.Keeping keeping) {}

    /** @param executor where the work runs, which waits for the database as timers must not */
    LadderWriter(Seen seen, Shelf shelf, Timers timers, Executor executor, InstantSource clock) {
        this.ladders = seen.ladders();
        this.captures = seen.captures();
        this.store = shelf.store();
        this.keeping = shelf.keeping();
        this.timers = timers;
        this.executor = executor;
        this.clock = clock;
    }

    void start() {
        store.measure();
        again();
    }

    private void again() {
        timers.after(PAUSE, () -> executor.execute(this::run));
    }

    private void run() {
        if (closed) {
            return;
        }
        try {
            write(false);
            round++;
            if (round % SWEEP_EVERY == 0) {
                ladders.sweep();
            }
            if (round % CLEAR_EVERY == 0) {
                clear();
            }
        } catch (RuntimeException failed) {
            LOG.error("SIP messages of calls are lost", failed);
        }
        again();
    }

    private void clear() {
        for (int i = 0; i < PIECES_A_TIME && store.forget(clock.instant(), keeping); i++) {
            if (closed) {
                return;
            }
        }
    }

    /** Writes what there is, so that it can be read. */
    void settle() {
        write(true);
    }

    private void write(boolean all) {
        writing.lock();
        try {
            List<Rung> rungs = new ArrayList<>(ladders.take(all));
            if (all || round % SWEEP_EVERY == 0) {
                rungs.addAll(captures.take());
            }
            if (!rungs.isEmpty()) {
                store.write(rungs);
            }
        } finally {
            writing.unlock();
        }
    }

    /** Writes the rest. */
    @Override
    public void close() {
        closed = true;
        settle();
    }
}
