package voipbin.platform.call;

import static java.util.Comparator.naturalOrder;
import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import voipbin.base.Id;
import voipbin.kit.auth.Caller;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Tx;
import voipbin.platform.call.Call.Direction;
import voipbin.platform.call.Call.HangupBy;
import voipbin.platform.call.Call.HangupReason;
import voipbin.platform.call.Call.Status;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.CustomerListener;
import voipbin.platform.flow.Activeflow;

/** What can be done with calls. */
public final class Calls implements CustomerListener {

    private final CallParts parts;
    private final Store<Call> store;
    private final ConcurrentMap<Id<Call>, LiveCall> live = new ConcurrentHashMap<>();

    Calls(CallParts parts) {
        this.parts = parts;
        this.store = parts.store().rows();
    }

    /**
     * Stores a call that is going to be dialled: {@code dialing}, with its activeflow. It is dialled once the
     * transaction is durable.
     */
    public Call create(Tx tx, Dial dial, CallWatcher watcher) {
        Activeflow activeflow = parts.activeflows().create(tx, dial.flow(), dial.id());
        Call call = parts.store().insert(tx, dial, activeflow);
        tx.afterCommit(() -> start(call, dial, watcher));
        return call;
    }

    private void start(Call call, Dial dial, CallWatcher watcher) {
        LiveCall started = new LiveCall(call, dial, watcher, parts, live::remove);
        live.put(call.id(), started);
        started.start();
    }

    /** Hangs up and answers with the call as it then is; one that is ending or has ended stays as it is. */
    Call hangup(Caller caller, Id<Call> id) {
        store.live(caller, ADMIN_OR_MANAGER, id);
        askHangup(id).join();
        return store.get(caller, ADMIN_OR_MANAGER, id);
    }

    /** Hangs up from within the platform; the answer is there when the call's row shows that it is ending. */
    public CompletableFuture<Void> askHangup(Id<Call> id) {
        LiveCall call = live.get(id);
        return call == null ? CompletableFuture.completedFuture(null) : call.askHangup();
    }

    /** Hangs up, if it has not ended, and deletes at once: the deleted call does not wait for the far end. */
    Call delete(Caller caller, Id<Call> id) {
        store.live(caller, ADMIN_OR_MANAGER, id);
        askHangup(id).join();
        return store.delete(caller, ADMIN_OR_MANAGER, id);
    }

    /**
     * Marks as over what a crash left unfinished; call it before anything new starts. They count as over since the last
     * thing that was written of any of them, not since now: nobody pays for the time that the server was down.
     */
    public int endUnfinished() {
        List<Call> unfinished = parts.store().unfinished();
        Instant lastSign =
                unfinished.stream().map(Calls::changed).max(naturalOrder()).orElse(Instant.EPOCH);
        CallState lost =
                new CallState(Direction.OUTGOING, Status.HANGUP, Optional.empty(), HangupBy.LOCAL, HangupReason.FAILED);
        unfinished.forEach(call -> parts.store().change(call.id(), lost, lastSign));
        return unfinished.size();
    }

    private static Instant changed(Call call) {
        return call.tmUpdate() == null ? call.tmCreate() : call.tmUpdate();
    }

    /** Hangs up all calls, for a server that stops; returns when each is on its way out. */
    public void hangupAll() {
        live.values().stream().map(LiveCall::askHangup).toList().forEach(asked -> asked.join());
    }

    @Override
    public void frozen(Tx tx, Customer customer) {
        tx.afterCommit(() -> hangupAllOf(customer.id()));
    }

    @Override
    public void deleted(Tx tx, Customer customer) {
        tx.afterCommit(() -> hangupAllOf(customer.id()));
    }

    private void hangupAllOf(Id<Customer> customer) {
        live.values().stream().filter(call -> call.isOf(customer)).forEach(LiveCall::askHangup);
    }

    /** How many calls have not ended. */
    public int live() {
        return live.size();
    }
}
