package voipbin.platform.dial;

import java.util.List;
import java.util.Map;
import voipbin.base.Id;
import voipbin.platform.address.Address;
import voipbin.platform.call.Call;
import voipbin.platform.flow.Action;
import voipbin.platform.flow.Flow;
import voipbin.platform.groupcall.Groupcall;

/** The body of {@code POST /calls}. */
public record DialRequest(
        Id<Flow> flowId,
        List<Action> actions,
        Address source,
        List<Address> destinations,
        String anonymous,
        Map<String, String> variables) {

    /** What it answers: the destinations that became calls, and those that became groups. */
    public record Answer(
            @voipbin.kit.json.Always List<Call> calls,
            @voipbin.kit.json.Always List<Groupcall> groupcalls) {}
}
