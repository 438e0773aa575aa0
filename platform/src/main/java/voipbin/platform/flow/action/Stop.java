package voipbin.platform.flow.action;

import voipbin.platform.flow.Run;

/** Ends the flow; its call is hung up. */
@Traits(media = Media.ANY, onError = OnError.NEXT)
record Stop() implements Step {

    @Override
    public Next run(Run run) {
        return Next.STOP;
    }
}
