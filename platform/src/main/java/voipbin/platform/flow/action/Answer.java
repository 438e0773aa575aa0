package voipbin.platform.flow.action;

import voipbin.platform.flow.CallPort;

/** Answers the call. */
record Answer() implements Step {

    @Override
    public Next run(CallPort call) throws InterruptedException {
        call.answer();
        return Next.ONWARD;
    }
}
