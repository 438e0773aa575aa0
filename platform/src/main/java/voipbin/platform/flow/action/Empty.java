package voipbin.platform.flow.action;

import voipbin.platform.flow.Run;

/** Does nothing: a place to jump to. */
@Traits(media = Media.ANY, onError = OnError.NEXT)
record Empty() implements Step {

    @Override
    public Next run(Run run) {
        return Next.ONWARD;
    }
}
