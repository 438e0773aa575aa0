package voipbin.platform.flow.action;

import voipbin.platform.flow.CallPort;

/** Ends the flow; its call is hung up. */
record Stop() implements Step {

    @Override
    public Next run(CallPort call) {
        return Next.STOP;
    }
}
