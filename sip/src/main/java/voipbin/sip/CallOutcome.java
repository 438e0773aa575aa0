package voipbin.sip;

/** How a call ended. */
public sealed interface CallOutcome {

    /** Who hung up. */
    enum By {
        LOCAL,
        REMOTE
    }

    /** A final answer of 300–699 to our INVITE, or ours to theirs. */
    record Refused(int status, String phrase) implements CallOutcome {}

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
