package voipbin.platform.flow;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import voipbin.kit.json.Always;

/**
 * What a simulated flow did.
 *
 * @param end why it ended
 * @param duration milliseconds of simulated time
 * @param variables as they are at the end
 */
public record Trace(
        @Always List<Line> actions,
        End end,
        @Always long duration,
        @Always Map<String, String> variables) {

    /** Why it ended. */
    public enum End {
        /** The flow itself: its last action, a stop, a hangup, a failure that ends flows. */
        FLOW,
        /** The caller hung up. */
        CALLER,
        /** It took as many actions as a flow may. */
        @JsonProperty("action_limit")
        ACTION_LIMIT
    }

    /** How an action went. */
    public enum Outcome {
        DONE,
        /** It is not for what the activeflow is about. */
        PASSED_OVER,
        FAILED
    }

    /**
     * One action.
     *
     * @param at milliseconds after the beginning
     * @param action its texts filled in
     * @param reason of a failure
     * @param message of a failure
     * @param heard what the caller, or somebody else, noticed of it
     */
    public record Line(
            @Always long at, Action action, Outcome outcome, String reason, String message, List<String> heard) {}
}
