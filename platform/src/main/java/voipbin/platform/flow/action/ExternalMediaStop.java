package voipbin.platform.flow.action;

import voipbin.platform.flow.Run;

/** Ends all that {@code external_media_start} began. */
@Traits(media = Media.RTC, onError = OnError.NEXT)
record ExternalMediaStop() implements Step {

    @Override
    public Next run(Run run) {
        run.services().externalMedias().stop(run.activeflow().referenceId());
        return Next.ONWARD;
    }
}
