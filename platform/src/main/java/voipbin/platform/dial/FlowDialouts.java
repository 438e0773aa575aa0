package voipbin.platform.dial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import voipbin.base.Id;
import voipbin.platform.call.Call;
import voipbin.platform.call.Calls;
import voipbin.platform.flow.Activeflow;
import voipbin.platform.flow.Dialouts;

/** The calls that flows make, by the same rules as those of {@code POST /calls}. */
public final class FlowDialouts implements Dialouts {

    private final Dialing dialing;
    private final Calls calls;

    public FlowDialouts(Dialing dialing, Calls calls) {
        this.dialing = dialing;
        this.calls = calls;
    }

    @Override
    public void dial(Activeflow activeflow, Dialout dialout) {
        DialRequest request = new DialRequest(
                dialout.flow(),
                dialout.actions(),
                dialout.source(),
                dialout.destinations(),
                dialout.anonymous(),
                Map.of());
        dialing.dial(
                activeflow.customerId(),
                request,
                dialout.earlyExecution() ? Special.EARLY : Special.NOTHING,
                (tx, made) -> {
                    if (dialout.chained() && activeflow.referenceType().equals("call")) {
                        calls.chain(tx, activeflow.referenceId().as(), legs(made));
                    }
                    return made;
                });
    }

    private static List<Id<Call>> legs(DialRequest.Answer made) {
        List<Id<Call>> legs = new ArrayList<>();
        made.calls().forEach(call -> legs.add(call.id()));
        made.groupcalls().forEach(group -> legs.addAll(group.callIds()));
        return legs;
    }
}
