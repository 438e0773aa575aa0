package voipbin.platform.call;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import voipbin.sip.CallOutcome;
import voipbin.sip.message.Reason;

/**
 * Why a leg was released: the Q.850 causes that the platform tells apart, and some of its own. The one table between
 * causes and SIP statuses, both ways (sip-identity §1.3, calls §1.4).
 */
public enum Cause {
    /** No cause: our own dial timer ran out. */
    UNKNOWN(0, 480, true),
    UNALLOCATED(1, 404, true),
    NORMAL(16, 603, false),
    BUSY(17, 486, false),
    NO_RESPONSE(18, 408, true),
    NO_ANSWER(19, 480, false),
    REJECTED(21, 403, false),
    NUMBER_CHANGED(22, 410, true),
    ANSWERED_ELSEWHERE(26, 480, false),
    OUT_OF_ORDER(27, 502, true),
    BAD_NUMBER(28, 484, true),
    NOT_IMPLEMENTED(29, 501, true),
    CONGESTION(34, 503, true),
    FAILURE(38, 500, true),
    INCOMPATIBLE(58, 488, true),
    RECOVERY_ON_TIMER(102, 504, true),
    INTERWORKING(127, 500, true),
    /** Our limit of a call's duration. */
    DURATION(200, 480, false),
    /** An answering machine was to be hung up on. */
    ANSWERING_MACHINE(201, 603, false),
    /** The handshake for the keys of its media failed, or was never held. */
    UNPROTECTED(202, 488, false);

    /** RFC 3326 §2: the status that a forking proxy's CANCEL gives as the reason when another phone was faster. */
    private static final int ELSEWHERE = 200;

    private final int code;
    private final int status;
    private final boolean technical;

    Cause(int code, int status, boolean technical) {
        this.code = code;
        this.status = status;
        this.technical = technical;
    }

    /** Q.850's number; from 200 on they are private. */
    int code() {
        return code;
    }

    /** What an unanswered incoming leg that ends for this is answered with. */
    int status() {
        return status;
    }

    /** Whether another provider may do better (sip-identity §4.3): it is not what the called person wants. */
    boolean isTechnical() {
        return technical;
    }

    /** Whether it is the way to a phone that failed, and not the phone that said no (RFC 5626, 7). */
    boolean isOfTheWay() {
        return switch (this) {
            case UNKNOWN, NO_RESPONSE, OUT_OF_ORDER -> true;
            default -> false;
        };
    }

    /** What became of a SIP call, as a cause. */
    static Cause of(CallOutcome outcome) {
        return switch (outcome) {
            case CallOutcome.Refused(int status, String _) -> ofStatus(status);
            case CallOutcome.Redirected(int _, var _) -> INTERWORKING;
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
            // the flow to the phone has gone (RFC 5626, 11.3)
            case 430 -> OUT_OF_ORDER;
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

    /** The cause of a number of Q.850; those that we do not tell apart count as their nearest (RFC 3398 §7.2.4.1). */
    static Optional<Cause> ofCode(int code) {
        return switch (code) {
            case 2, 3 -> Optional.of(UNALLOCATED);
            case 20 -> Optional.of(NO_ANSWER);
            case 41, 42, 44, 47 -> Optional.of(CONGESTION);
            case 66 -> Optional.of(CONGESTION);
            case 65, 79, 88 -> Optional.of(INCOMPATIBLE);
            default ->
                Arrays.stream(values())
                        .filter(cause -> cause.code == code && cause.code > 0 && cause.code <= INTERWORKING.code)
                        .findFirst();
        };
    }

    /** The cause of a number of ours, as rows keep it. */
    static Cause ofOwnCode(int code) {
        return Arrays.stream(values())
                .filter(cause -> cause.code == code)
                .findFirst()
                .orElse(NORMAL);
    }

    /** The same where the peer has said why: that knows more than the status that a gateway made of it. */
    static Cause of(CallOutcome outcome, List<Reason> reasons) {
        return reasons.stream()
                .map(Cause::ofReason)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> of(outcome));
    }

    /** What a Reason header says (RFC 3326): a cause of the telephone network, or that somebody else has answered. */
    static Optional<Cause> ofReason(Reason reason) {
        if (reason.cause().isEmpty()) {
            return Optional.empty();
        }
        int number = reason.cause().getAsInt();
        if (reason.protocol().equalsIgnoreCase("SIP")) {
            return number == ELSEWHERE ? Optional.of(ANSWERED_ELSEWHERE) : Optional.empty();
        }
        return reason.protocol().equalsIgnoreCase("Q.850") ? ofCode(number) : Optional.empty();
    }

    /** What our CANCEL, BYE or refusal says about why (RFC 3326 §2, RFC 6432). */
    Reason reason() {
        return switch (this) {
            case ANSWERED_ELSEWHERE -> Reason.ofSip(ELSEWHERE, "Call completed elsewhere");
            case UNKNOWN -> Reason.ofQ850(NO_ANSWER.code, "");
            case UNPROTECTED -> Reason.ofQ850(INCOMPATIBLE.code, "Media cannot be protected");
            case DURATION, ANSWERING_MACHINE -> Reason.ofQ850(NORMAL.code, "");
            case UNALLOCATED,
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
                    INTERWORKING -> Reason.ofQ850(code, "");
        };
    }
}
