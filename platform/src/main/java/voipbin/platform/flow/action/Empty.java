package voipbin.platform.flow.action;

import voipbin.platform.flow.CallPort;

/** Does nothing: a place to jump to. */
record Empty() implements Step {

    @Override
    public Next run(CallPort call) {
        return Next.ONWARD;
    }
}
