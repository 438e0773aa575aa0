package voipbin.platform.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.base.Timers;
import voipbin.platform.flow.Activeflows;
import voipbin.platform.recording.Recording.Storing;

/**
 * Brings the files of recordings that have ended into the storage, and begins the flow that is to follow. A storage
 * that cannot be reached is asked again for twenty minutes, and at the next start; what it refuses stays in our own
 * folder, from where it is downloaded as well, and the customer is told.
 */
final class Keeping {

    private static final Logger LOG = LoggerFactory.getLogger(Keeping.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<Duration> AGAIN =
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(17));

    private final RecordingStore store;
    private final RecordingFiles files;
    private final Activeflows activeflows;
    private final Works works;
    private final Set<Id<Recording>> underWay = ConcurrentHashMap.newKeySet();
    private final Set<CompletableFuture<?>> attempts = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** What waits, and where it may take its time. */
    record Works(Timers timers, Executor aside) {}

    Keeping(RecordingStore store, RecordingFiles files, Activeflows activeflows, Works works) {
        this.store = store;
        this.files = files;
        this.activeflows = activeflows;
        this.works = works;
    }

    /** Stores it, aside. */
    void begin(Recording recording) {
        if (underWay.add(recording.id())) {
            attempt(recording, 0);
        }
    }

    private void attempt(Recording recording, int attempt) {
        if (!closed) {
            CompletableFuture<?> done = CompletableFuture.runAsync(() -> store(recording, attempt), works.aside());
            attempts.add(done);
            done.whenComplete((_, _) -> attempts.remove(done));
        }
    }

    private void store(Recording recording, int attempt) {
        try {
            if (isDeleted(recording)) {
                drop(recording);
            } else {
                files.store(recording);
                stored(recording);
            }
            underWay.remove(recording.id());
        } catch (Problem refused) {
            fail(recording, refused);
        } catch (IOException | UncheckedIOException unreachable) {
            again(recording, attempt, unreachable);
        } catch (RuntimeException bug) {
            LOG.error("recording {} could not be stored", recording.id(), bug);
            underWay.remove(recording.id());
        }
    }

    private void again(Recording recording, int attempt, Exception unreachable) {
        LOG.warn("recording {} could not be stored: {}", recording.id(), unreachable.toString());
        if (attempt < AGAIN.size()) {
            works.timers().after(AGAIN.get(attempt), () -> attempt(recording, attempt + 1));
        } else {
            fail(
                    recording,
                    new Problem(
                            Problem.Status.UNAVAILABLE, "STORAGE_UNAVAILABLE", "The storage could not be reached."));
        }
    }

    private void fail(Recording recording, Problem problem) {
        store.rows().db().write(tx -> {
            store.storing(tx, recording.id(), Storing.FAILED);
            store.failed(tx, recording, problem);
            return true;
        });
        underWay.remove(recording.id());
    }

    /** What follows begins in the transaction that says so: once, whatever crashes. */
    private void stored(Recording recording) {
        store.rows().db().write(tx -> {
            store.storing(tx, recording.id(), Storing.STORED);
            if (!recording.onEndFlowId().isNil()) {
                activeflows.begin(
                        tx,
                        recording.activeflowId(),
                        recording.onEndFlowId(),
                        recording.variables().byName());
            }
            return true;
        });
        files.clear(recording);
        if (isDeleted(recording)) {
            files.delete(recording);
        }
    }

    /** Begins no more, and waits a while for what is under way; the rest is for the next start. */
    void close() {
        closed = true;
        CompletableFuture.allOf(attempts.toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private boolean isDeleted(Recording recording) {
        return store.rows()
                .find(recording.id())
                .map(found -> found.tmDelete() != null)
                .orElse(true);
    }

    private void drop(Recording recording) {
        files.delete(recording);
        store.rows().db().write(tx -> {
            store.storing(tx, recording.id(), Storing.STORED);
            return true;
        });
    }
}
