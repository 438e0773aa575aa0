package voipbin.platform.dial;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.sql.Tx;
import voipbin.platform.call.Call;
import voipbin.platform.call.CallWatcher;
import voipbin.platform.call.Calls;
import voipbin.platform.call.Cause;
import voipbin.platform.call.Dialer;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.Customers;
import voipbin.platform.groupcall.Groupcall;
import voipbin.platform.groupcall.Groupcall.HangupReason;

/** The legs of connect actions, by the same rules as those of {@code POST /calls}. */
public final class ConnectDialer implements Dialer {

    private final Customers customers;
    private final Dialing dialing;
    private final Calls calls;

    public ConnectDialer(Customers customers, Dialing dialing, Calls calls) {
        this.customers = customers;
        this.dialing = dialing;
        this.calls = calls;
    }

    @Override
    public Dialled dial(Order order, CallWatcher watcher) {
        Optional<Customer> customer = customer(order);
        if (customer.isEmpty()) {
            return new Dialled(List.of(), Optional.empty(), false, Cause.FAILURE);
        }
        Targets.Asking asking = asking(customer.get(), order);
        Placements.Placed placed = dialing.dial(asking, order, watcher, (tx, made) -> chain(tx, order, legs(made)));
        return new Dialled(
                legs(placed),
                placed.calls().stream().map(Call::id).findFirst(),
                !placed.groupcalls().isEmpty(),
                why(placed));
    }

    @Override
    public Group group(Order order, CallWatcher watcher) {
        Customer customer =
                customer(order).orElseThrow(() -> Problem.forbidden("Calls need an active customer; this one is not."));
        AtomicReference<List<Id<Call>>> legs = new AtomicReference<>(List.of());
        Groupcall group = dialing.group(asking(customer, order), order, watcher, (tx, made) -> {
            legs.set(made);
            chain(tx, order, made);
        });
        return new Group(group.id(), legs.get());
    }

    private Optional<Customer> customer(Order order) {
        return customers.live(order.customer()).filter(found -> found.status() == Customer.Status.ACTIVE);
    }

    private static Targets.Asking asking(Customer customer, Order order) {
        return new Targets.Asking(customer, order.source(), Anonymous.of(order.anonymous()), Special.NOTHING);
    }

    private void chain(Tx tx, Order order, List<Id<Call>> legs) {
        if (!order.master().isNil()) {
            calls.chain(tx, order.master(), legs);
        }
    }

    private static List<Id<Call>> legs(Placements.Placed placed) {
        List<Id<Call>> legs = new ArrayList<>();
        placed.calls().forEach(call -> legs.add(call.id()));
        placed.groupcalls().forEach(group -> legs.addAll(group.callIds()));
        return legs;
    }

    /** Why nobody rings: nobody is there at the moment, or nobody is meant by it. */
    private static Cause why(Placements.Placed placed) {
        boolean away = placed.groupcalls().stream()
                .map(Groupcall::hangupReason)
                .anyMatch(reason -> reason == HangupReason.NO_REGISTERED_DEVICE);
        return away ? Cause.NO_ANSWER : Cause.UNALLOCATED;
    }
}
