package voipbin.platform.flow;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.kit.json.Secret;
import voipbin.platform.customer.Customer;

/**
 * A running instance of a flow, or one that has ended.
 *
 * @param executedActions what lies behind the current action; as long as it runs it is told in events and known to who
 *     runs it, and is not in the row
 * @param variables as they were when the current action began, or at the end
 */
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
        @Secret Map<String, String> variables,
        Instant tmCreate,
        @Nullable Instant tmUpdate,
        @Nullable Instant tmDelete) {

    /** The same with what it is in and what it has left behind. */
    Activeflow at(Action current, List<Action> executed) {
        return new Activeflow(
                id,
                customerId,
                flowId,
                status,
                referenceType,
                referenceId,
                referenceActiveflowId,
                onCompleteFlowId,
                webhookUri,
                webhookMethod,
                current,
                forwardActionId,
                executed,
                variables,
                tmCreate,
                tmUpdate,
                tmDelete);
    }

    public enum Status {
        /** The contract has it for one that has not begun; ours run from their creation on. */
        @JsonProperty("")
        NONE,
        RUNNING,
        ENDED
    }
}
