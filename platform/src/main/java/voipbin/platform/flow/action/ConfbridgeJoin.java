package voipbin.platform.flow.action;

import voipbin.base.Id;
import voipbin.platform.flow.Run;

/** Joins a bridge and stays until either side leaves it. */
@Traits(media = Media.RTC, onError = OnError.NEXT)
record ConfbridgeJoin(Id<?> confbridgeId) implements Step {

    @Override
    public Next run(Run run) throws InterruptedException {
        run.call().join(confbridgeId);
        return Next.ONWARD;
    }
}
