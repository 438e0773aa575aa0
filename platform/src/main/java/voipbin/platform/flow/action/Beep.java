package voipbin.platform.flow.action;

import voipbin.platform.flow.Run;

/** A short beep. */
@Traits(media = Media.RTC, onError = OnError.NEXT)
record Beep() implements Step {

    @Override
    public Next run(Run run) throws InterruptedException {
        run.call().sounds().beep();
        return Next.ONWARD;
    }
}
