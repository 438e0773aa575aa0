package voipbin.platform.flow;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.kit.json.Secret;
import voipbin.platform.customer.Customer;

/**
 * A list of actions.
 *
 * @param persist whether it was stored by its customer; false for one made from the actions of a request
 */
public record Flow(
        Id<Flow> id,
        Id<Customer> customerId,
        Type type,
        String name,
        String detail,
        List<Action> actions,
        String directHash,
        Id<Flow> onCompleteFlowId,
        @Secret boolean persist,
        Instant tmCreate,
        @Nullable Instant tmUpdate,
        @Nullable Instant tmDelete) {

    public enum Type {
        FLOW,
        CONFERENCE,
        QUEUE,
        CAMPAIGN,
        TRANSFER
    }
}
