package voipbin.platform.flow.action;

import java.time.Duration;
import voipbin.platform.flow.Run;

/**
 * Presses keys towards the caller.
 *
 * @param digits out of {@code 0-9 A-D # *}
 * @param duration of each, in milliseconds
 * @param interval between two, in milliseconds
 */
@Traits(media = Media.RTC, onError = OnError.NEXT)
record DigitsSend(String digits, long duration, long interval) implements Step {

    @Override
    public Next run(Run run) throws InterruptedException {
        Duration each = Millis.of(duration);
        Duration gap = Millis.of(interval);
        if (!digits.isEmpty()) {
            run.call().keys().send(digits, each, gap);
            run.time().sleep(each.multipliedBy(digits.length()).plus(gap.multipliedBy(digits.length() - 1L)));
        }
        return Next.ONWARD;
    }
}
