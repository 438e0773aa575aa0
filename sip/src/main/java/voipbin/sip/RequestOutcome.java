package voipbin.sip;

import voipbin.sip.message.Response;

/** How a request other than INVITE ended. */
public sealed interface RequestOutcome {

    /** A final response, 200–699. */
    record Answered(Response response) implements RequestOutcome {}

    /** Nothing came back within 64 T1. */
    record TimedOut() implements RequestOutcome {}

    /** The target has no address, or the network refused to send. */
    record Unreachable(String why) implements RequestOutcome {}
}
