package voipbin.platform.call;

import java.util.List;
import voipbin.platform.call.Call.Direction;
import voipbin.platform.call.Call.HangupBy;
import voipbin.platform.call.Call.HangupReason;
import voipbin.platform.call.Call.Status;

/**
 * The life of a call as one table. Pure: no clock, no socket, no lock; what must be done is handed back. A pair that is
 * not in the table changes nothing.
 */
final class CallMachine {

    record Turn(CallState state, List<CallEffect> effects) {}

    private CallMachine() {}

    static Turn next(CallState state, CallSignal signal) {
        return switch (signal) {
            case CallSignal.Rings _ -> rings(state);
            case CallSignal.EarlyMedia _ -> early(state);
            case CallSignal.AnswerAsked _ -> answerAsked(state);
            case CallSignal.Answered _ -> answered(state);
            case CallSignal.HangupAsked(Cause why) -> hangupAsked(state, why);
            case CallSignal.DialTimedOut _ ->
                state.isUnanswered() && state.direction() == Direction.OUTGOING
                        ? release(state, Cause.UNKNOWN)
                        : to(state);
            case CallSignal.DurationTimedOut _ ->
                state.isUnanswered() || state.status() == Status.PROGRESSING
                        ? release(state, Cause.DURATION)
                        : to(state);
            case CallSignal.Released(Cause cause) -> released(state, cause);
        };
    }

    private static Turn rings(CallState state) {
        return state.status() == Status.DIALING ? to(state.to(Status.RINGING)) : to(state);
    }

    /** What is to be heard before the answer means that it rings. */
    private static Turn early(CallState state) {
        return state.isUnanswered() && state.direction() == Direction.OUTGOING
                ? to(state.to(Status.RINGING), CallEffect.TELL_EARLY)
                : to(state);
    }

    private static Turn answerAsked(CallState state) {
        return state.isUnanswered()
                        && state.direction() == Direction.INCOMING
                        && state.releasing().isEmpty()
                ? to(state, CallEffect.ANSWER_LEG)
                : to(state);
    }

    /** An answer that crosses our own letting go changes nothing: the leg says BYE by itself and then is gone. */
    private static Turn answered(CallState state) {
        return state.isUnanswered() && state.releasing().isEmpty()
                ? to(state.to(Status.PROGRESSING), CallEffect.TAKE_ANSWER)
                : to(state);
    }

    private static Turn hangupAsked(CallState state, Cause why) {
        return switch (state.status()) {
            case DIALING, RINGING ->
                to(
                        state.to(state.direction() == Direction.OUTGOING ? Status.CANCELING : Status.TERMINATING),
                        CallEffect.RELEASE_LEG);
            case PROGRESSING -> to(answeredByMachine(state, why).to(Status.TERMINATING), CallEffect.RELEASE_LEG);
            case TERMINATING, CANCELING, HANGUP -> to(state);
        };
    }

    /** The only reason that outlives our own hanging up (calls §1.5). */
    private static CallState answeredByMachine(CallState state, Cause why) {
        return why == Cause.ANSWERING_MACHINE && state.direction() == Direction.OUTGOING ? state.releasing(why) : state;
    }

    private static Turn release(CallState state, Cause cause) {
        return to(state.releasing(cause), CallEffect.RELEASE_LEG);
    }

    private static Turn released(CallState state, Cause cause) {
        if (state.status() == Status.HANGUP) {
            return to(state);
        }
        Cause why = state.releasing().orElse(cause);
        if (failsOver(state, why)) {
            return to(state.onNextAttempt(), CallEffect.DIAL_NEXT);
        }
        boolean ours = state.status() == Status.TERMINATING || state.status() == Status.CANCELING;
        return to(state.over(ours ? HangupBy.LOCAL : HangupBy.REMOTE, reasonOf(state, why)));
    }

    /**
     * Another provider is tried for technical causes only (sip-identity §4.3). One that has not even rung when our dial
     * timer runs out is such a cause; a telephone that rings and is not answered is none.
     */
    private static boolean failsOver(CallState state, Cause why) {
        boolean technical = why == Cause.UNKNOWN ? state.status() == Status.DIALING : why.isTechnical();
        return technical && state.direction() == Direction.OUTGOING && state.isUnanswered() && state.attemptsLeft() > 0;
    }

    private static HangupReason reasonOf(CallState state, Cause cause) {
        return switch (state.status()) {
            case DIALING, RINGING ->
                state.direction() == Direction.OUTGOING ? ofUnansweredOutgoing(cause) : ofUnansweredIncoming(cause);
            case PROGRESSING -> cause == Cause.DURATION ? HangupReason.TIMEOUT : HangupReason.NORMAL;
            case TERMINATING -> cause == Cause.ANSWERING_MACHINE ? HangupReason.AMD : HangupReason.NORMAL;
            case CANCELING -> HangupReason.CANCEL;
            case HANGUP -> HangupReason.NORMAL;
        };
    }

    private static HangupReason ofUnansweredOutgoing(Cause cause) {
        return switch (cause) {
            case NO_ANSWER, REJECTED -> HangupReason.NOANSWER;
            case BUSY -> HangupReason.BUSY;
            case NORMAL, ANSWERED_ELSEWHERE -> HangupReason.NORMAL;
            case UNKNOWN -> HangupReason.DIALOUT;
            case UNALLOCATED,
                    NO_RESPONSE,
                    NUMBER_CHANGED,
                    OUT_OF_ORDER,
                    BAD_NUMBER,
                    NOT_IMPLEMENTED,
                    CONGESTION,
                    FAILURE,
                    INCOMPATIBLE,
                    RECOVERY_ON_TIMER,
                    INTERWORKING,
                    DURATION,
                    ANSWERING_MACHINE,
                    UNPROTECTED -> HangupReason.FAILED;
        };
    }

    private static HangupReason ofUnansweredIncoming(Cause cause) {
        return switch (cause) {
            case NO_ANSWER -> HangupReason.NOANSWER;
            case BUSY -> HangupReason.BUSY;
            case UNKNOWN,
                    UNALLOCATED,
                    NORMAL,
                    NO_RESPONSE,
                    REJECTED,
                    NUMBER_CHANGED,
                    ANSWERED_ELSEWHERE,
                    OUT_OF_ORDER,
                    BAD_NUMBER,
                    NOT_IMPLEMENTED,
                    CONGESTION,
                    FAILURE,
                    INCOMPATIBLE,
                    RECOVERY_ON_TIMER,
                    INTERWORKING,
                    DURATION,
                    ANSWERING_MACHINE,
                    UNPROTECTED -> HangupReason.NORMAL;
        };
    }

    private static Turn to(CallState state, CallEffect... effects) {
        return new Turn(state, List.of(effects));
    }
}
