package voipbin.platform.flow.action;

import voipbin.base.Id;
import voipbin.platform.flow.Action;
import voipbin.platform.flow.Run;

/**
 * Goes elsewhere, so many times; then on to what follows.
 *
 * @param loopCount 0 or less never jumps
 */
@Traits(media = Media.ANY, onError = OnError.STOP)
record Goto(Id<Action> targetId, int loopCount) implements Step {

    @Override
    public Next run(Run run) {
        return run.jumpsWithin(loopCount) ? new Next.Jump(targetId) : Next.ONWARD;
    }
}
