package voipbin.platform.flow.action;

import voipbin.platform.flow.CallPort;

/**
 * Ends the call, and with it the flow.
 *
 * @param reason a hangup reason; empty means {@code normal}
 */
record Hangup(String reason) implements Step {

    @Override
    public Next run(CallPort call) {
        call.hangup(reason);
        return Next.STOP;
    }
}
