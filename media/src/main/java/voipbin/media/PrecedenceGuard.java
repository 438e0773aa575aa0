package voipbin.media;

import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks after media loops that go before all else, and makes one that does not get on give way until it does: what it
 * waits for may be waiting for its core. A thread that goes before them, a hundred times a second while they work.
 */
final class PrecedenceGuard implements AutoCloseable {

    private static final long OFTEN = 10_000_000;

    /** When nothing has happened on any loop. */
    private static final long SELDOM = 100_000_000;

    private final List<MediaLoop> loops;
    private final Thread thread;
    private volatile boolean closed;

    PrecedenceGuard(List<MediaLoop> loops) {
        this.loops = List.copyOf(loops);
        thread = Thread.ofPlatform().name("media-guard").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        if (!Scheduling.prompt(Scheduling.Rank.GUARD).isFirst()) {
            return;
        }
        while (!closed) {
            boolean busy = false;
            for (MediaLoop loop : loops) {
                busy |= loop.look();
            }
            LockSupport.parkNanos(busy ? OFTEN : SELDOM);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
