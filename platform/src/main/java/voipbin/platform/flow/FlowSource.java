package voipbin.platform.flow;

import java.util.List;
import voipbin.base.Id;
import voipbin.platform.customer.Customer;

/** Where the actions of stored flows are. */
@FunctionalInterface
public interface FlowSource {

    /** @throws voipbin.base.Problem when there is none, or it is somebody else's */
    List<Action> actions(Id<Customer> customer, Id<Flow> flow);
}
