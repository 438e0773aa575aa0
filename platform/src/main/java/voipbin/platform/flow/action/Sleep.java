package voipbin.platform.flow.action;

import java.time.Duration;
import voipbin.platform.flow.CallPort;

/**
 * Waits.
 *
 * @param duration milliseconds
 */
record Sleep(long duration) implements Step {

    @Override
    public Next run(CallPort call) throws InterruptedException {
        if (duration > 0) {
            Thread.sleep(Duration.ofMillis(duration));
        }
        return Next.ONWARD;
    }
}
