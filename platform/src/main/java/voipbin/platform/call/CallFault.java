package voipbin.platform.call;

import voipbin.base.Id;
import voipbin.platform.customer.Customer;
import voipbin.platform.flow.Action;
import voipbin.platform.flow.Activeflow;

/** The data of a {@code call_action_failed} event: an action of a call's flow could not do what it should. */
record CallFault(
        Id<Call> id,
        Id<Customer> customerId,
        Id<Activeflow> activeflowId,
        Action action,
        String reason,
        String message) {}
