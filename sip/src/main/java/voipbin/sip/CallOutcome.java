package voipbin.sip;

import java.util.List;
import voipbin.sip.message.NameAddress;

/** How a call ended. */
public sealed interface CallOutcome {

    /** Who hung up. */
    enum By {
        LOCAL,
        REMOTE
    }

    /** A final answer of 300–699 to our INVITE, or ours to theirs. */
    record Refused(int status, String phrase) implements CallOutcome {}

    /** A 3xx to our INVITE; where it points, best first, none if it does not say (RFC 3261, 21.3). */
    record Redirected(int status, List<NameAddress> contacts) implements CallOutcome {}

    /** Nothing came back within 64 T1. */
    record TimedOut() implements CallOutcome {}

    /** The target has no address, or the network refused to send. */
    record Unreachable(String why) implements CallOutcome {}

    /** Ended before an answer: by our hangup, or by the caller's CANCEL. */
    record Canceled() implements CallOutcome {}

    /** A BYE after the answer. */
    record HungUp(By by) implements CallOutcome {}

    /** Answered, but broken: the ACK never came, the dialog was lost. */
    record Failed(String why) implements CallOutcome {}
}
