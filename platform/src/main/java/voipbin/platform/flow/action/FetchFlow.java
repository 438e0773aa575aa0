package voipbin.platform.flow.action;

import voipbin.base.Id;
import voipbin.platform.flow.Flow;
import voipbin.platform.flow.Run;

/** Runs the actions of another flow of the same customer, then goes on; ends the flow when there is none. */
@Traits(media = Media.ANY, onError = OnError.STOP)
record FetchFlow(Id<Flow> flowId) implements Step {

    @Override
    public Next run(Run run) {
        return new Next.Push(run.services().flows().actions(run.activeflow().customerId(), flowId));
    }
}
