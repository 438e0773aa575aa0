package voipbin.platform.flow.action;

import java.time.Duration;
import voipbin.platform.flow.Run;

/**
 * Lets the caller hear itself, the keys that it presses included.
 *
 * @param duration milliseconds; 0 or less means three minutes
 */
@Traits(media = Media.RTC, onError = OnError.NEXT)
record StreamEcho(long duration) implements Step {

    private static final Duration KEY = Duration.ofMillis(100);

    @Override
    public Next run(Run run) throws InterruptedException {
        run.digits().tell(digit -> run.call().keys().send(String.valueOf(digit), KEY, Duration.ZERO));
        run.call().sounds().echo(Echo.length(duration));
        return Next.ONWARD;
    }
}
