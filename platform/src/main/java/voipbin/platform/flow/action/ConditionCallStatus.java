package voipbin.platform.flow.action;

import voipbin.base.Id;
import voipbin.platform.flow.Action;
import voipbin.platform.flow.Run;

/** Goes on when the call has this status now, elsewhere when not. */
@Traits(media = Media.RTC, onError = OnError.STOP)
record ConditionCallStatus(String status, Id<Action> falseTargetId) implements Step {

    @Override
    public Next run(Run run) {
        return run.call().facts().status().equals(status) ? Next.ONWARD : new Next.Jump(falseTargetId);
    }
}
