package voipbin.platform.edge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import voipbin.base.Counters;
import voipbin.base.Id;
import voipbin.base.Timers;
import voipbin.kit.event.Visibility;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Outbox;
import voipbin.sip.guard.Block;
import voipbin.sip.guard.GuardListener;

/**
 * Writes the operator's events {@code sip_source_blocked} and, when that is over, {@code sip_source_unblocked}. An
 * attack from ever new addresses must not become one on the database: what comes faster than it can be written is
 * dropped and counted ({@code sip.guard.events_dropped}). A restart forgets all blocks, without an event.
 */
public final class BlockedSources implements GuardListener {

    private static final int MOST_WAITING = 1_000;

    private final Db db;
    private final Timers timers;
    private final Executor executor;
    private final LinkedBlockingQueue<Outbox.Entry> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final AtomicBoolean writing = new AtomicBoolean();
    private final LongAdder dropped;

    /** @param executor where the database is waited for */
    public BlockedSources(Db db, Timers timers, Executor executor, Counters counters) {
        this.db = db;
        this.timers = timers;
        this.executor = executor;
        this.dropped = counters.counter("sip.guard.events_dropped");
    }

    /** Whoever is blocked cannot be blocked again before that is over, so the two events alternate. */
    @Override
    public void blocked(Block block) {
        tell("sip_source_blocked", block);
        timers.after(Duration.between(block.since(), block.until()), () -> tell("sip_source_unblocked", block));
    }

    private void tell(String type, Block block) {
        if (waiting.offer(new Outbox.Entry(Id.nil(), type, BlockedSource.of(block), Visibility.INTERNAL))) {
            write();
        } else {
            dropped.increment();
        }
    }

    private void write() {
        if (writing.compareAndSet(false, true)) {
            executor.execute(this::run);
        }
    }

    private void run() {
        try {
            List<Outbox.Entry> entries = new ArrayList<>();
            waiting.drainTo(entries);
            db.write(tx -> {
                entries.forEach(entry -> db.outbox().append(tx, entry));
                return entries.size();
            });
        } finally {
            writing.set(false);
        }
        if (!waiting.isEmpty()) {
            write();
        }
    }
}
