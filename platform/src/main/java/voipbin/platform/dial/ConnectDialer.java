package voipbin.platform.dial;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import voipbin.base.Id;
import voipbin.kit.sql.Db;
import voipbin.platform.call.Call;
import voipbin.platform.call.CallWatcher;
import voipbin.platform.call.Calls;
import voipbin.platform.call.Cause;
import voipbin.platform.call.Dialer;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.Customers;
import voipbin.platform.flow.Flow;
import voipbin.platform.flow.Flows;
import voipbin.platform.groupcall.Groupcall;
import voipbin.platform.groupcall.Groupcall.HangupReason;

/** The legs of connect actions, by the same rules as those of {@code POST /calls}. */
public final class ConnectDialer implements Dialer {

    private final Db db;
    private final Customers customers;
    private final Flows flows;
    private final Dialing dialing;
    private final Calls calls;

    public ConnectDialer(Db db, Customers customers, Flows flows, Dialing dialing, Calls calls) {
        this.db = db;
        this.customers = customers;
        this.flows = flows;
        this.dialing = dialing;
        this.calls = calls;
    }

    @Override
    public Dialled dial(Order order, CallWatcher watcher) {
        boolean active = customers
                .live(order.customer())
                .filter(customer -> customer.status() == Customer.Status.ACTIVE)
                .isPresent();
        if (!active) {
            return new Dialled(List.of(), Optional.empty(), false, Cause.FAILURE);
        }
        List<Dialing.Target> targets = order.destinations().stream()
                .map(destination -> dialing.target(order.customer(), destination))
                .toList();
        Dialing.Placed placed = db.write(tx -> {
            Flow flow = flows.temporary(tx, order.customer(), order.actions());
            Dialing.Placing placing = new Dialing.Placing(flow, order.source(), watcher);
            Dialing.Placed made = new Dialing.Placed(new ArrayList<>(), new ArrayList<>());
            targets.forEach(target -> dialing.place(tx, placing, target, made));
            calls.chain(tx, order.master(), legs(made));
            return made;
        });
        return new Dialled(
                legs(placed),
                placed.calls().stream().map(Call::id).findFirst(),
                !placed.groupcalls().isEmpty(),
                why(placed));
    }

    private static List<Id<Call>> legs(Dialing.Placed placed) {
        List<Id<Call>> legs = new ArrayList<>();
        placed.calls().forEach(call -> legs.add(call.id()));
        placed.groupcalls().forEach(group -> legs.addAll(group.callIds()));
        return legs;
    }

    /** Why nobody rings: nobody is there at the moment, or nobody is meant by it. */
    private static Cause why(Dialing.Placed placed) {
        boolean away = placed.groupcalls().stream()
                .map(Groupcall::hangupReason)
                .anyMatch(reason -> reason == HangupReason.NO_REGISTERED_DEVICE);
        return away ? Cause.NO_ANSWER : Cause.UNALLOCATED;
    }
}
