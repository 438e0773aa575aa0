package voipbin.platform.edge;

import java.util.List;
import java.util.Optional;
import voipbin.base.Id;
import voipbin.platform.address.Address;
import voipbin.platform.customer.Customer;
import voipbin.platform.flow.Action;
import voipbin.platform.flow.Flow;
import voipbin.sip.message.Header;

/** Where a call to us leads. */
sealed interface Outcome {

    /**
     * To a flow of a customer.
     *
     * @param flow the customer's own; empty for one that is made of the actions
     * @param rtpDebug whether the called number asks for a capture
     */
    record Matched(
            Id<Customer> customer,
            Address source,
            Address destination,
            Optional<Id<Flow>> flow,
            List<Action> actions,
            boolean rtpDebug)
            implements Outcome {

        static Matched running(Id<Customer> customer, Address source, Address destination, Id<Flow> flow) {
            return new Matched(customer, source, destination, Optional.of(flow), List.of(), false);
        }

        static Matched doing(Id<Customer> customer, Address source, Address destination, Action... actions) {
            return new Matched(customer, source, destination, Optional.empty(), List.of(actions), false);
        }
    }

    /** Nowhere. */
    record Refused(int status, String phrase, List<Header> headers) implements Outcome {}

    /** All that is not there is told in the same words. */
    Refused NOT_FOUND = new Refused(404, "Not Found", List.of());

    Refused FORBIDDEN = new Refused(403, "Forbidden", List.of());

    /** The call that was to be taken over. */
    Refused GONE = new Refused(481, "Call/Transaction Does Not Exist", List.of());

    Refused INCOMPLETE = new Refused(484, "Address Incomplete", List.of());

    /** What the platform knows of, and this server does not serve. */
    Refused NOT_IMPLEMENTED = new Refused(501, "Not Implemented", List.of());

    Refused FAILED = new Refused(500, "Server Internal Error", List.of());
}
