package voipbin.platform.flow.action;

import java.time.Duration;
import voipbin.platform.flow.Run;

/** Waits until another part of the platform lets the flow go on. */
@Traits(media = Media.NON_RTC, onError = OnError.NEXT)
record Block() implements Step {

    /** Longer than anything lives. */
    private static final Duration EVER = Duration.ofDays(10_000);

    @Override
    public Next run(Run run) throws InterruptedException {
        run.time().await(() -> false, EVER);
        return Next.ONWARD;
    }
}
