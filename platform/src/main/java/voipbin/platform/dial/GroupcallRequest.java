package voipbin.platform.dial;

import java.util.List;
import voipbin.base.Id;
import voipbin.platform.address.Address;
import voipbin.platform.flow.Action;
import voipbin.platform.flow.Flow;
import voipbin.platform.groupcall.Groupcall.AnswerMethod;
import voipbin.platform.groupcall.Groupcall.RingMethod;

/** The body of {@code POST /groupcalls}. */
public record GroupcallRequest(
        Address source,
        List<Address> destinations,
        Id<Flow> flowId,
        List<Action> actions,
        RingMethod ringMethod,
        AnswerMethod answerMethod) {

    /** What it has in common with {@code POST /calls}: the same checks hold for it. */
    DialRequest asCalls() {
        return new DialRequest(flowId, actions, source, destinations, "", java.util.Map.of());
    }
}
