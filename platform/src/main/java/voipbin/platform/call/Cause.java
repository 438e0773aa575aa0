package voipbin.platform.call;

import voipbin.sip.CallOutcome;

/** Why a leg was released: the Q.850 causes that the platform tells apart, and two of its own. */
public enum Cause {
    /** No cause: our own dial timer ran out. */
    UNKNOWN,
    UNALLOCATED,
    NORMAL,
    BUSY,
    NO_RESPONSE,
    NO_ANSWER,
    REJECTED,
    NUMBER_CHANGED,
    OUT_OF_ORDER,
    BAD_NUMBER,
    NOT_IMPLEMENTED,
    CONGESTION,
    FAILURE,
    INCOMPATIBLE,
    RECOVERY_ON_TIMER,
    INTERWORKING,
    /** Our limit of a call's duration. */
    DURATION,
    /** An answering machine was to be hung up on. */
    ANSWERING_MACHINE;

    /** What became of a SIP call, as a cause. */
    static Cause of(CallOutcome outcome) {
        return switch (outcome) {
            case CallOutcome.Refused(int status, String _) -> ofStatus(status);
            case CallOutcome.TimedOut() -> NO_RESPONSE;
            case CallOutcome.Unreachable(String _) -> OUT_OF_ORDER;
            case CallOutcome.Canceled(), CallOutcome.HungUp(CallOutcome.By _) -> NORMAL;
            case CallOutcome.Failed(String _) -> FAILURE;
        };
    }

    /** The map that telephony engines use between SIP final responses and Q.850. */
    static Cause ofStatus(int status) {
        return switch (status) {
            case 401, 403, 407, 603 -> REJECTED;
            case 404, 485, 604 -> UNALLOCATED;
            case 408 -> NO_RESPONSE;
            case 410 -> NUMBER_CHANGED;
            case 480, 483 -> NO_ANSWER;
            case 484 -> BAD_NUMBER;
            case 486, 600 -> BUSY;
            case 488, 606 -> INCOMPATIBLE;
            case 500 -> FAILURE;
            case 501 -> NOT_IMPLEMENTED;
            case 502 -> OUT_OF_ORDER;
            case 504 -> RECOVERY_ON_TIMER;
            default -> status >= 500 && status < 600 ? CONGESTION : INTERWORKING;
        };
    }
}
