package voipbin.platform.flow.action;

import voipbin.media.amd.Answerer;
import voipbin.platform.flow.Run;

/**
 * Finds out whether a machine has answered. With {@code continue} the flow goes on when a machine's message has ended,
 * so that what it says next is recorded by it.
 *
 * @param machineHandle {@code hangup} or {@code continue}
 * @param async whether the flow goes on at once
 */
@Traits(media = Media.RTC, onError = OnError.NEXT)
record Amd(String machineHandle, boolean async) implements Step {

    private static final String REASON = "amd";

    @Override
    public Next run(Run run) throws InterruptedException {
        if (async) {
            run.call().answers().find(who -> {
                if (hangsUp(who)) {
                    run.call().hangup(REASON);
                }
            });
            return Next.ONWARD;
        }
        Answerer who = run.call().answers().find();
        if (hangsUp(who)) {
            run.call().hangup(REASON);
            return Next.STOP;
        }
        if (who == Answerer.MACHINE) {
            run.call().answers().awaitMessageEnd();
        }
        return Next.ONWARD;
    }

    private boolean hangsUp(Answerer who) {
        return who == Answerer.MACHINE && machineHandle.equals("hangup");
    }
}
