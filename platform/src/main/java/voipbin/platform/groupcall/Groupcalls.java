package voipbin.platform.groupcall;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import voipbin.base.Id;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Tx;
import voipbin.platform.call.Call;
import voipbin.platform.call.CallWatcher;
import voipbin.platform.call.Calls;
import voipbin.platform.call.Dial;
import voipbin.platform.groupcall.Groupcall.AnswerMethod;
import voipbin.platform.groupcall.Groupcall.HangupReason;
import voipbin.platform.groupcall.Groupcall.RingMethod;
import voipbin.platform.groupcall.Groupcall.Status;

/** What can be done with groupcalls. */
public final class Groupcalls {

    private final Store<Groupcall> store;
    private final Calls calls;

    Groupcalls(Store<Groupcall> store, Calls calls) {
        this.store = store;
        this.calls = calls;
    }

    /**
     * Stores a group with its member calls, which are dialled once the transaction is durable: all at once, the first
     * answer wins. Without a device the group is over from the start.
     */
    public Groupcall create(Tx tx, Ring ring) {
        return create(tx, ring, CallWatcher.NOBODY);
    }

    /** The same for somebody who waits for it: hears of each member, and may take the answer for another. */
    public Groupcall create(Tx tx, Ring ring, CallWatcher outer) {
        List<Id<Call>> members =
                ring.devices().stream().map(_ -> Id.<Call>random()).toList();
        Groupcall groupcall = store.insert(tx, row(tx, ring, members));
        LiveGroupcall live = new LiveGroupcall(groupcall, store, calls, outer);
        for (int i = 0; i < members.size(); i++) {
            Ring.Device device = ring.devices().get(i);
            Dial dial = new Dial(
                    members.get(i),
                    ring.flow(),
                    ring.source(),
                    device.address(),
                    List.of(device.way()),
                    groupcall.id(),
                    Map.of(),
                    ring.variables());
            calls.create(tx, dial, live);
        }
        return groupcall;
    }

    private static Groupcall row(Tx tx, Ring ring, List<Id<Call>> members) {
        boolean over = members.isEmpty();
        return new Groupcall(
                Id.random(),
                ring.flow().customerId(),
                "",
                Id.nil(),
                over ? Status.HANGUP : Status.PROGRESSING,
                over ? ring.ifNone() : HangupReason.NONE,
                ring.flow().id(),
                ring.source().normalized(),
                List.of(ring.destination().normalized()),
                Id.nil(),
                Id.nil(),
                RingMethod.RING_ALL,
                AnswerMethod.HANGUP_OTHERS,
                Id.nil(),
                new ArrayList<>(members),
                Id.nil(),
                List.of(),
                members.size(),
                0,
                0,
                tx.now(),
                null,
                null);
    }

    /** Marks as over what a crash left unfinished; call it before anything new starts. */
    public int endUnfinished() {
        List<Groupcall> unfinished = store.all(store.table().isNot("status", Status.HANGUP));
        unfinished.forEach(groupcall ->
                store.update(groupcall.id(), new LiveGroupcall.Over(Status.HANGUP, 0), "groupcall_hangup"));
        return unfinished.size();
    }
}
