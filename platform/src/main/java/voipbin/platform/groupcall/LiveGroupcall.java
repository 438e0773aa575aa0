package voipbin.platform.groupcall;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.kit.sql.Store;
import voipbin.platform.call.Call;
import voipbin.platform.call.CallWatcher;
import voipbin.platform.call.Calls;
import voipbin.platform.call.Cause;
import voipbin.platform.groupcall.Groupcall.Status;

/** A group whose members ring or talk. Its members' threads call it; the first to answer wins. */
final class LiveGroupcall implements CallWatcher {

    record Over(Status status, int callCount) {}

    private final Groupcall groupcall;
    private final Store<Groupcall> store;
    private final Calls calls;
    private final AtomicReference<@Nullable Id<Call>> winner = new AtomicReference<>();
    private final Set<Id<Call>> alive;

    private final CallWatcher outer;

    /** @param outer whoever made the group and waits for what becomes of it */
    LiveGroupcall(Groupcall groupcall, Store<Groupcall> store, Calls calls, CallWatcher outer) {
        this.groupcall = groupcall;
        this.store = store;
        this.calls = calls;
        this.outer = outer;
        this.alive = new HashSet<>(groupcall.callIds());
    }

    /** Decided without waiting, so that the answered phone is not kept in silence; the rest happens beside it. */
    @Override
    public boolean answered(Id<Call> call) {
        if (!winner.compareAndSet(null, call) || !outer.answered(call)) {
            return false;
        }
        Thread.ofVirtual().name("groupcall-" + groupcall.id()).start(() -> settle(call));
        return true;
    }

    private void settle(Id<Call> answered) {
        record Answered(Id<Call> answerCallId) {}
        groupcall.callIds().stream()
                .filter(member -> !member.equals(answered))
                .forEach(member -> calls.askHangup(member, Cause.ANSWERED_ELSEWHERE));
        store.update(groupcall.id(), new Answered(answered), "groupcall_progressing");
    }

    @Override
    public void rings(Id<Call> call) {
        outer.rings(call);
    }

    @Override
    public void early(Id<Call> call) {
        outer.early(call);
    }

    @Override
    public void ended(Id<Call> call, Cause why) {
        ended(call);
        outer.ended(call, why);
    }

    @Override
    public void ended(Id<Call> call) {
        record Count(int callCount) {}
        // the members' threads meet here, and the count in the row must go down in the order of their ends
        synchronized (alive) {
            if (!alive.remove(call)) {
                return;
            }
            if (alive.isEmpty()) {
                store.update(groupcall.id(), new Over(Status.HANGUP, 0), "groupcall_hangup");
            } else {
                store.update(groupcall.id(), new Count(alive.size()));
            }
        }
    }
}
