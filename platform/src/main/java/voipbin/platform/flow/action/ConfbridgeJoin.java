package voipbin.platform.flow.action;

import voipbin.base.Id;
import voipbin.platform.flow.CallPort;

/** Joins a bridge and stays until either side leaves it. */
record ConfbridgeJoin(Id<?> confbridgeId) implements Step {

    @Override
    public Next run(CallPort call) throws InterruptedException {
        call.join(confbridgeId);
        return Next.ONWARD;
    }
}
