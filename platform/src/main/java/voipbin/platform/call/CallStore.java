package voipbin.platform.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import voipbin.base.Id;
import voipbin.kit.event.Visibility;
import voipbin.kit.json.Json;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Outbox;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.kit.sql.Tx;
import voipbin.platform.address.Address;
import voipbin.platform.call.Call.Direction;
import voipbin.platform.call.Call.HangupBy;
import voipbin.platform.call.Call.HangupReason;
import voipbin.platform.call.Call.MuteDirection;
import voipbin.platform.call.Call.Status;
import voipbin.platform.flow.Action;
import voipbin.platform.flow.Activeflow;

/** What is written about calls, each change with its event. */
final class CallStore {

    private final Db db;
    private final Store<Call> store;
    private final Store<CallMedia> media;
    private final List<CallListener> listeners;

    private final CallOwners owners;

    CallStore(Db db, Store<Call> store, CallOwners owners, List<CallListener> listeners) {
        this.owners = owners;
        this.db = db;
        this.store = store;
        this.media =
                new Store<>(db, Table.of("call_media", CallMedia.class), new Noun("call_media", Visibility.NOBODY));
        this.listeners = List.copyOf(listeners);
    }

    Store<Call> rows() {
        return store;
    }

    Call insert(Tx tx, Dial dial, Activeflow activeflow) {
        Address destination = dial.destination().normalized();
        Id<?> called = owners.of(tx, activeflow.customerId(), destination);
        Id<?> owner = called.isNil() ? dial.owner() : called;
        return store.insert(
                tx,
                new Call(
                        dial.id(),
                        activeflow.customerId(),
                        owner.isNil() ? "" : "agent",
                        owner,
                        activeflow.flowId(),
                        activeflow.id(),
                        Call.Type.FLOW,
                        Id.nil(),
                        List.of(),
                        Id.nil(),
                        List.of(),
                        dial.groupcall(),
                        dial.source().normalized(),
                        destination,
                        Status.DIALING,
                        Action.START,
                        Direction.OUTGOING,
                        MuteDirection.NONE,
                        HangupBy.NONE,
                        HangupReason.NONE,
                        0,
                        dial.metadata(),
                        null,
                        null,
                        null,
                        tx.now(),
                        null,
                        null));
    }

    /** A call to us rings from the beginning. */
    Call insert(Tx tx, Id<Call> id, Arrival arrival, Activeflow activeflow) {
        Call row = new Call(
                id,
                activeflow.customerId(),
                arrival.owner().isNil() ? "" : "agent",
                arrival.owner(),
                activeflow.flowId(),
                activeflow.id(),
                Call.Type.FLOW,
                Id.nil(),
                List.of(),
                Id.nil(),
                List.of(),
                Id.nil(),
                arrival.source().normalized(),
                arrival.destination().normalized(),
                Status.RINGING,
                Action.START,
                Direction.INCOMING,
                MuteDirection.NONE,
                HangupBy.NONE,
                HangupReason.NONE,
                0,
                arrival.metadata(),
                null,
                tx.now(),
                null,
                tx.now(),
                null,
                null);
        return store.insert(tx, row);
    }

    /** Shows that the legs end with their master. */
    void chain(Tx tx, Id<Call> master, List<Id<Call>> legs) {
        record Mastered(Id<Call> masterCallId) {}
        record Chained(List<Id<Call>> chainedCallIds) {}
        legs.forEach(leg -> store.update(tx, leg, new Mastered(master)));
        store.find(tx, master).ifPresent(found -> {
            List<Id<Call>> all = new ArrayList<>(found.chainedCallIds());
            all.addAll(legs);
            store.update(tx, master, new Chained(all));
        });
    }

    /** Shows that this leg does not end with that master any more. */
    void unchain(Id<Call> master, Id<Call> leg) {
        record Mastered(Id<Call> masterCallId) {}
        record Chained(List<Id<Call>> chainedCallIds) {}
        db.write(tx -> {
            store.find(tx, master).ifPresent(found -> {
                List<Id<Call>> left = new ArrayList<>(found.chainedCallIds());
                left.remove(leg);
                store.update(tx, master, new Chained(left));
            });
            return store.update(tx, leg, new Mastered(Id.nil()));
        });
    }

    /** A change of status but the last, with its time, and the event that is named after the status. */
    Call change(Id<Call> id, CallState state) {
        return db.writeAlong(tx -> change(tx, id, state, Cause.NORMAL, tx.now()));
    }

    /** The end of a call that a crash has cut off, at another time than it is written down. */
    Call lost(Id<Call> id, CallState state, Instant when) {
        return db.write(tx -> change(tx, id, state, Cause.FAILURE, when));
    }

    /** The end of a call, now, whenever it can be written; with how its sound was, if it was answered. */
    void over(Id<Call> id, CallState state, Cause cause, Optional<CallMedia.Figures> figures) {
        db.writeEventually("the end of call " + id, (tx, now) -> {
            figures.ifPresent(sound -> media.insert(tx, new CallMedia(id, sound, now)));
            change(tx, id, state, cause, now);
        });
    }

    private Call change(Tx tx, Id<Call> id, CallState state, Cause cause, Instant when) {
        Call call = store.update(tx, id, changes(state, cause, when), "call_" + Json.nameOf(state.status()));
        listeners.forEach(listener -> listener.changed(tx, call));
        return call;
    }

    private static Record changes(CallState state, Cause cause, Instant now) {
        record Rings(Status status, Instant tmRinging) {}
        record Answered(Status status, Instant tmProgressing) {}
        record Leaving(Status status) {}
        record Over(Status status, HangupBy hangupBy, HangupReason hangupReason, int hangupCause, Instant tmHangup) {}
        return switch (state.status()) {
            case RINGING -> new Rings(state.status(), now);
            case PROGRESSING -> new Answered(state.status(), now);
            case DIALING, TERMINATING, CANCELING -> new Leaving(state.status());
            case HANGUP -> new Over(state.status(), state.by(), state.reason(), cause.code(), now);
        };
    }

    /**
     * Something has become of the call that its row does not show: it is dialled by its next way, or has joined another
     * or left it (calls §1.6, §1.8).
     */
    Call touched(Id<Call> id) {
        record Nothing() {}
        return db.writeAlong(tx -> store.update(tx, id, new Nothing()));
    }

    void mute(Id<Call> id, MuteDirection direction) {
        record Muted(MuteDirection muteDirection) {}
        db.write(tx -> store.update(tx, id, new Muted(direction)));
    }

    /** Keys that were pressed, as events of their own. */
    void pressed(List<KeyPresses.Press> presses) {
        db.writeAlong(tx -> {
            presses.forEach(press -> db.outbox()
                    .append(
                            tx,
                            new Outbox.Entry(
                                    press.call().customerId(),
                                    "dtmf_received",
                                    new DtmfReceived(
                                            Id.random(),
                                            press.call().customerId(),
                                            press.call().id(),
                                            String.valueOf(press.digit()),
                                            press.held().toMillis(),
                                            tx.now()),
                                    Visibility.INTERNAL,
                                    press.call().id())));
            return presses.size();
        });
    }

    void show(Tx tx, Id<Call> id, Action action) {
        record Current(Action action) {}
        store.update(tx, id, new Current(action));
    }

    void fault(CallFault fault) {
        db.writeAlong(tx -> {
            db.outbox()
                    .append(tx, new Outbox.Entry(fault.customerId(), "call_action_failed", fault, Visibility.CUSTOMER));
            return fault;
        });
    }

    List<Call> unfinished() {
        return store.all(store.table().isNot("status", Status.HANGUP));
    }
}
