package voipbin.platform.flow.action;

import voipbin.platform.flow.Run;

/** Ends the recording, if there is one. */
@Traits(media = Media.RTC, onError = OnError.NEXT)
record RecordingStop() implements Step {

    @Override
    public Next run(Run run) {
        run.services().recordings().stop(run.activeflow().referenceId());
        return Next.ONWARD;
    }
}
