package voipbin.platform.flow;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.platform.customer.Customer;

/** A running instance of a flow, or one that has ended. */
public record Activeflow(
        Id<Activeflow> id,
        Id<Customer> customerId,
        Id<Flow> flowId,
        Status status,
        String referenceType,
        Id<?> referenceId,
        Id<Activeflow> referenceActiveflowId,
        Id<Flow> onCompleteFlowId,
        String webhookUri,
        String webhookMethod,
        Action currentAction,
        Id<Action> forwardActionId,
        List<Action> executedActions,
        Instant tmCreate,
        @Nullable Instant tmUpdate,
        @Nullable Instant tmDelete) {

    public enum Status {
        RUNNING,
        ENDED
    }
}
