package voipbin.platform.flow;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;

/**
 * An action as it stands in a flow and goes over the wire.
 *
 * @param nextId where to go on afterwards; nil means the next element
 * @param option what the type wants, read by {@link voipbin.platform.flow.action.StepType#read}
 * @param tmExecute when a call began it; only on a call's current action
 */
public record Action(
        Id<Action> id,
        Id<Action> nextId,
        String type,
        Map<String, Object> option,
        @Nullable Instant tmExecute) {

    /** The current action of what has not begun. */
    public static final Action START = reserved("00000000-0000-0000-0000-000000000001");

    /** The current action of what has ended. */
    public static final Action FINISH = reserved("00000000-0000-0000-0000-000000000002");

    /** An action of a flow that the platform makes. */
    public static Action of(String type, Map<String, Object> option) {
        return new Action(Id.random(), Id.nil(), type, option, null);
    }

    private static Action reserved(String id) {
        return new Action(Id.<Action>parse(id).orElseThrow(), Id.nil(), "", Map.of(), null);
    }

    /** The same action with an id, where the client gave none. */
    Action identified() {
        return id.isNil() ? new Action(Id.random(), nextId, type, option, tmExecute) : this;
    }

    Action at(Instant now) {
        return new Action(id, nextId, type, option, now);
    }
}
