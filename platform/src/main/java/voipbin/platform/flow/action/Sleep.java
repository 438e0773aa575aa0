package voipbin.platform.flow.action;

import voipbin.platform.flow.Run;

/**
 * Waits.
 *
 * @param duration milliseconds
 */
@Traits(media = Media.RTC, onError = OnError.NEXT)
record Sleep(long duration) implements Step {

    @Override
    public Next run(Run run) throws InterruptedException {
        if (duration > 0) {
            run.time().sleep(Millis.of(duration));
        }
        return Next.ONWARD;
    }
}
