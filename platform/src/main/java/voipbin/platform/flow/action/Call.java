package voipbin.platform.flow.action;

import java.util.List;
import voipbin.base.Id;
import voipbin.platform.address.Address;
import voipbin.platform.flow.Action;
import voipbin.platform.flow.Dialouts;
import voipbin.platform.flow.Flow;
import voipbin.platform.flow.Run;

/**
 * Makes independent calls and does not wait for them; the flow ends when none could be started.
 *
 * @param source who is shown as caller
 * @param flowId what each of them runs; nil for {@code actions}
 * @param chained whether they end with this flow's call
 * @param anonymous {@code yes}, {@code no}, {@code auto} or empty
 */
@Traits(media = Media.ANY, onError = OnError.STOP)
record Call(
        Address source,
        List<Address> destinations,
        Id<Flow> flowId,
        List<Action> actions,
        boolean chained,
        boolean earlyExecution,
        String anonymous)
        implements Step, Step.Nested {

    @Override
    public Next run(Run run) {
        run.services()
                .dialouts()
                .dial(
                        run.activeflow(),
                        new Dialouts.Dialout(
                                source, destinations, flowId, actions, chained, earlyExecution, anonymous));
        return Next.ONWARD;
    }
}
