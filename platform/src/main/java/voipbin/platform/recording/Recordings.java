package voipbin.platform.recording;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.sql.Tx;
import voipbin.media.MediaSession;
import voipbin.media.record.Ending;
import voipbin.media.record.Layout;
import voipbin.media.record.Limits;
import voipbin.media.record.Recorded;
import voipbin.media.record.Recorder;
import voipbin.media.record.RecordingPlan;
import voipbin.media.record.TapeDeck;
import voipbin.platform.call.Call;
import voipbin.platform.flow.Activeflows;
import voipbin.platform.flow.RecordingPort;

/** What can be done with recordings. */
public final class Recordings implements RecordingPort, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Recordings.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Executor ASIDE = Thread::startVirtualThread;

    /** One that goes on. */
    private record Going(Recorder recorder, Optional<MediaSession> media, CompletableFuture<Void> over) {}

    /**
     * Who plays and walks.
     *
     * @param media what a call hears and says, as long as it lives
     */
    record House(Function<Id<Call>, Optional<MediaSession>> media, Activeflows activeflows, TapeDeck deck) {}

    private final RecordingStore store;
    private final RecordingFiles files;
    private final Keeping keeping;
    private final House house;
    /** Who stops one as soon as its row is there waits until there is something to be stopped. */
    private final Map<Id<Recording>, CompletableFuture<Optional<Going>>> going = new ConcurrentHashMap<>();

    Recordings(RecordingStore store, RecordingFiles files, Keeping keeping, House house) {
        this.store = store;
        this.files = files;
        this.keeping = keeping;
        this.house = house;
    }

    @Override
    public void start(Id<?> call, Wish wish) {
        begin(call.as(), wish);
    }

    /** @throws Problem as {@link RecordingStore#start} says, and 503 when no file can be written */
    Recording begin(Id<Call> call, Wish wish) {
        Limits limits = Wishes.limits(wish);
        Id<Recording> id = Id.random();
        CompletableFuture<Optional<Going>> coming = new CompletableFuture<>();
        going.put(id, coming);
        try {
            Recording started = store.rows().db().write(tx -> store.start(tx, id, call, wish));
            house.activeflows().set(started.activeflowId(), started.variables().byName());
            coming.complete(Optional.of(record(started, limits)));
            return started;
        } finally {
            if (coming.complete(Optional.empty())) {
                going.remove(id);
            }
        }
    }

    private Going record(Recording recording, Limits limits) {
        try {
            Recorder recorder =
                    house.deck().open(new RecordingPlan(recording.recordingName(), Layout.SEPARATE, limits));
            Optional<MediaSession> media =
                    house.media().apply(recording.referenceId().as());
            recorder.ended().thenAcceptAsync(recorded -> ended(recording, recorded), ASIDE);
            // a call that has ended meanwhile has closed its media, which closes whoever taps it
            media.ifPresentOrElse(session -> session.tap(recorder), recorder::close);
            return new Going(recorder, media, new CompletableFuture<>());
        } catch (IOException full) {
            LOG.warn("nothing can be recorded: {}", full.toString());
            store.over(recording.id(), tx -> incomplete(tx, recording), _ -> {});
            throw new Problem(Problem.Status.UNAVAILABLE, "RECORDING_UNAVAILABLE", "No file can be written now.");
        }
    }

    private void ended(Recording recording, Recorded recorded) {
        try {
            store.over(
                    recording.id(),
                    tx -> {
                        if (recorded.ending() == Ending.FAILED) {
                            incomplete(tx, recording);
                        }
                    },
                    keeping::begin);
        } catch (RuntimeException bug) {
            LOG.error("the end of recording {} could not be written down", recording.id(), bug);
        } finally {
            Optional.ofNullable(going.remove(recording.id()))
                    .ifPresent(coming -> coming.thenAccept(
                            one -> one.ifPresent(gone -> gone.over().complete(null))));
        }
    }

    private void incomplete(Tx tx, Recording recording) {
        store.failed(
                tx,
                recording,
                new Problem(
                        Problem.Status.UNAVAILABLE, "RECORDING_INCOMPLETE", "Not all of the sound could be written."));
    }

    @Override
    public void stop(Id<?> call) {
        store.calls().find(call.as()).ifPresent(found -> end(found.recordingId().as()));
    }

    /** @throws Problem 409 when the call is not talking, or not recorded */
    void stopOrRefuse(Id<Call> id) {
        Call call = store.calls().find(id).orElseThrow(() -> Problem.notFound("call"));
        if (call.status() != Call.Status.PROGRESSING) {
            throw Problem.conflict("CALL_STATE_INVALID", "The call is not talking.");
        }
        if (call.recordingId().isNil()) {
            throw Problem.conflict("RECORDING_NOT_ACTIVE", "The call is not recorded.");
        }
        end(call.recordingId().as());
    }

    /** Ends it and waits until that is written down; without effect on one that does not go on. */
    private void end(Id<Recording> id) {
        Optional.ofNullable(going.get(id))
                .flatMap(coming -> coming.copy()
                        .completeOnTimeout(Optional.empty(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                        .join())
                .ifPresent(Recordings::end);
    }

    private static void end(Going one) {
        one.media().ifPresentOrElse(session -> session.untap(one.recorder()), one.recorder()::close);
        await(one);
    }

    private static void await(Going one) {
        one.over()
                .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** Deletes it at once, its files a little later; one that goes on ends. */
    Recording delete(Id<Recording> id) {
        end(id);
        return store.rows().db().write(tx -> {
            Recording deleted = store.rows().remove(tx, id);
            tx.afterCommit(() -> ASIDE.execute(() -> files.delete(deleted)));
            return deleted;
        });
    }

    /** Marks as over what a crash cut off, with the files as far as they go; before anything new starts. */
    public int endUnfinished() {
        List<Recording> unfinished = store.unfinished();
        unfinished.forEach(recording -> store.end(recording.id(), files.salvage(recording)));
        return unfinished.size();
    }

    /**
     * Stores what is not stored yet, and clears away what nobody knows of; once the storage is in order, and before
     * anything new starts.
     */
    public void storeLeft() {
        List<Recording> left = store.notStored();
        try {
            files.clearAllBut(left.stream()
                    .flatMap(recording -> recording.filenames().stream())
                    .collect(Collectors.toSet()));
        } catch (IOException unreadable) {
            LOG.warn("the folder of recordings could not be looked through", unreadable);
        }
        left.stream()
                .filter(recording -> recording.storing() == Recording.Storing.PENDING || recording.tmDelete() != null)
                .forEach(keeping::begin);
    }

    /** How many go on. */
    public int going() {
        return going.size();
    }

    /**
     * Ends what still goes on, once all media is closed, and waits until that is written down; the next start stores.
     */
    @Override
    public void close() {
        keeping.close();
        List<CompletableFuture<Optional<Going>>> left = List.copyOf(going.values());
        house.deck().close();
        left.forEach(coming -> coming.getNow(Optional.empty()).ifPresent(Recordings::await));
    }
}
