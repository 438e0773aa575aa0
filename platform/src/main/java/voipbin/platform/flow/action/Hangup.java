package voipbin.platform.flow.action;

import voipbin.base.Id;
import voipbin.platform.flow.Run;

/**
 * Ends the call, and with it the flow.
 *
 * @param reason a hangup reason; empty means {@code normal}
 * @param referenceId a call that has ended: this one ends for the same reason
 */
@Traits(media = Media.RTC, onError = OnError.NEXT)
record Hangup(String reason, Id<?> referenceId) implements Step {

    @Override
    public Next run(Run run) {
        if (referenceId.isNil()) {
            run.call().hangup(reason);
        } else {
            run.call().hangupLike(referenceId);
        }
        return Next.STOP;
    }
}
