package voipbin.platform.flow.action;

import java.time.Duration;
import voipbin.platform.flow.Run;

/**
 * Lets the caller hear itself.
 *
 * @param duration milliseconds; 0 or less means three minutes
 */
@Traits(media = Media.RTC, onError = OnError.NEXT)
record Echo(long duration) implements Step {

    private static final long USUALLY = 180_000;

    @Override
    public Next run(Run run) throws InterruptedException {
        run.call().sounds().echo(length(duration));
        return Next.ONWARD;
    }

    static Duration length(long millis) {
        return Millis.of(millis > 0 ? millis : USUALLY);
    }
}
