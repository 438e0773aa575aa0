package voipbin.platform.flow.action;

import voipbin.platform.flow.Run;

/** Answers the call. */
@Traits(media = Media.RTC, onError = OnError.NEXT)
record Answer() implements Step {

    @Override
    public Next run(Run run) throws InterruptedException {
        run.call().answer();
        return Next.ONWARD;
    }
}
