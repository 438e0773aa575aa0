package voipbin.platform.flow;

import java.util.List;
import voipbin.base.Id;
import voipbin.platform.address.Address;

/** Makes independent calls. */
@FunctionalInterface
public interface Dialouts {

    /**
     * What is dialled.
     *
     * @param flow what each call runs; nil for the actions
     * @param chained whether they end with the call that the activeflow belongs to
     */
    record Dialout(
            Address source,
            List<Address> destinations,
            Id<Flow> flow,
            List<Action> actions,
            boolean chained,
            boolean earlyExecution,
            String anonymous) {}

    /** @throws voipbin.base.Problem when none of them could be started */
    void dial(Activeflow activeflow, Dialout dialout);
}
