package voipbin.platform.recording;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jooq.Condition;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.event.Visibility;
import voipbin.kit.sql.Outbox;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Tx;
import voipbin.platform.call.Call;
import voipbin.platform.call.RecordedCalls;
import voipbin.platform.flow.Flows;
import voipbin.platform.flow.RecordingPort.Wish;
import voipbin.platform.recording.Recording.Status;
import voipbin.platform.recording.Recording.Storing;

/** What is written about recordings, each change with its event, its price and what the call shows of it. */
final class RecordingStore {

    /** What stands around the rows. */
    record Neighbours(RecordedCalls calls, Flows flows, Metering metering) {}

    private final Store<Recording> store;
    private final Neighbours neighbours;

    RecordingStore(Store<Recording> store, Neighbours neighbours) {
        this.store = store;
        this.neighbours = neighbours;
    }

    Store<Recording> rows() {
        return store;
    }

    RecordedCalls calls() {
        return neighbours.calls();
    }

    /**
     * A recording that begins now.
     *
     * @param id allotted by who begins it
     * @throws Problem 409 when the call is not talking or is recorded already, 402 when it cannot be paid for, 403 and
     *     404 for the flow that is to follow
     */
    Recording start(Tx tx, Id<Recording> id, Id<Call> reference, Wish wish) {
        Call call = neighbours.calls().require(tx, reference);
        requireRecordable(call);
        neighbours.flows().requireOwnOrNone(tx, call.customerId(), wish.onEndFlowId());
        neighbours.metering().requireAffordable(tx, call.customerId());
        Recording started = store.insert(tx, row(id, call, wish, tx.now()), "recording_started");
        neighbours.calls().begin(tx, call, started.id());
        neighbours.metering().started(tx, started, tx.now());
        return started;
    }

    private static void requireRecordable(Call call) {
        if (call.status() != Call.Status.PROGRESSING) {
            throw Problem.conflict("CALL_STATE_INVALID", "Only a call that has been answered can be recorded.");
        }
        if (!call.recordingId().isNil()) {
            throw Problem.conflict("RECORDING_ALREADY_ACTIVE", "The call is being recorded already.");
        }
    }

    private static Recording row(Id<Recording> id, Call call, Wish wish, Instant now) {
        String name = "call_" + call.id() + "_" + now;
        return new Recording(
                id,
                call.customerId(),
                "",
                Id.nil(),
                call.activeflowId(),
                wish.onEndFlowId(),
                Recording.ReferenceType.CALL,
                call.id(),
                Status.RECORDING,
                Recording.Format.WAV,
                name,
                List.of(name + "_in.wav", name + "_out.wav"),
                Storing.PENDING,
                now,
                null,
                now,
                null,
                null);
    }

    /**
     * The end, now, whenever it can be written and the first time only.
     *
     * @param along what the same transaction writes, whether or not it had ended before
     * @param then what follows when it had not
     */
    void over(Id<Recording> id, Consumer<Tx> along, Consumer<Recording> then) {
        store.db().writeEventually("the end of recording " + id, (tx, now) -> {
            end(tx, id, now).ifPresent(ended -> tx.afterCommit(() -> then.accept(ended)));
            along.accept(tx);
        });
    }

    /** The end of one that a crash cut off, so long after its start; empty when it had ended before. */
    Optional<Recording> end(Id<Recording> id, Duration length) {
        return store.db()
                .write(tx -> store.find(tx, id).flatMap(found -> {
                    Instant start = Optional.ofNullable(found.tmStart()).orElse(found.tmCreate());
                    return end(tx, id, start.plus(length));
                }));
    }

    private Optional<Recording> end(Tx tx, Id<Recording> id, Instant when) {
        record Ended(Status status, Instant tmEnd) {}
        return store.find(tx, id)
                .filter(found -> found.status() != Status.ENDED)
                .map(found -> {
                    Recording ended = store.update(tx, id, new Ended(Status.ENDED, when), "recording_finished");
                    neighbours.calls().end(tx, ended.referenceId().as(), id);
                    neighbours.metering().finished(tx, ended, when);
                    return ended;
                });
    }

    void storing(Tx tx, Id<Recording> id, Storing how) {
        record Stored(Storing storing) {}
        store.update(tx, id, new Stored(how));
    }

    /** Tells the customer what went wrong with a recording. */
    void failed(Tx tx, Recording recording, Problem problem) {
        record Failed(Id<Recording> id, Id<?> customerId, Id<?> activeflowId, String reason, String message) {}
        Failed failed = new Failed(
                recording.id(),
                recording.customerId(),
                recording.activeflowId(),
                problem.reason(),
                problem.getMessage());
        store.db()
                .outbox()
                .append(tx, new Outbox.Entry(recording.customerId(), "recording_failed", failed, Visibility.CUSTOMER));
    }

    List<Recording> unfinished() {
        return notStored().stream()
                .filter(found -> found.status() != Status.ENDED)
                .toList();
    }

    /** Whose files are still in our own folder, oldest first. */
    List<Recording> notStored() {
        Condition here = store.table().isNot("storing", Storing.STORED);
        return store.all(here).reversed();
    }
}
