package voipbin.platform.call;

import java.util.List;
import java.util.Optional;
import voipbin.base.Id;
import voipbin.platform.address.Address;
import voipbin.platform.customer.Customer;
import voipbin.platform.flow.Action;

/** Makes outgoing legs for a call that is to be connected: extensions, agents, SIP URIs and telephone numbers. */
public interface Dialer {

    /**
     * What is to be dialled.
     *
     * @param master the call that the legs belong to: they end with it; nil if with none
     * @param actions what each leg runs once it is answered
     */
    record Order(
            Id<Customer> customer,
            Id<Call> master,
            Address source,
            List<Address> destinations,
            List<Action> actions,
            boolean earlyMedia,
            String anonymous) {}

    /**
     * What was dialled.
     *
     * @param calls all legs, those of groups included
     * @param single the first leg that is in no group
     * @param otherwise why nobody rings, when nobody does
     */
    record Dialled(List<Id<Call>> calls, Optional<Id<Call>> single, boolean grouped, Cause otherwise) {}

    /**
     * Stores the legs, chained to their master; they ring once that is durable, and {@code watcher} hears of each,
     * perhaps before this returns. A destination that cannot be dialled does not keep the others from it.
     */
    Dialled dial(Order order, CallWatcher watcher);

    /**
     * What rings as one.
     *
     * @param id the groupcall's
     */
    record Group(Id<?> id, List<Id<Call>> calls) {}

    /**
     * The same as one groupcall, of which the first to answer wins.
     *
     * @throws voipbin.base.Problem when nobody rings, and why; nothing is stored then
     */
    Group group(Order order, CallWatcher watcher);
}
