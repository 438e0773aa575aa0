package voipbin.platform.call;

import java.util.Optional;
import voipbin.platform.call.Call.Direction;
import voipbin.platform.call.Call.HangupBy;
import voipbin.platform.call.Call.HangupReason;
import voipbin.platform.call.Call.Status;

/**
 * Where a call stands.
 *
 * @param releasing why we are letting go of the leg while the status shows nothing of it: one of our timers ran out
 * @param attemptsLeft how many ways to the destination have not been tried
 */
record CallState(
        Direction direction,
        Status status,
        Optional<Cause> releasing,
        HangupBy by,
        HangupReason reason,
        int attemptsLeft) {

    CallState(Direction direction, Status status, Optional<Cause> releasing, HangupBy by, HangupReason reason) {
        this(direction, status, releasing, by, reason, 0);
    }

    static CallState outgoing() {
        return outgoing(0);
    }

    static CallState outgoing(int attemptsLeft) {
        return new CallState(
                Direction.OUTGOING, Status.DIALING, Optional.empty(), HangupBy.NONE, HangupReason.NONE, attemptsLeft);
    }

    /** A call to us rings from the beginning. */
    static CallState incoming() {
        return new CallState(Direction.INCOMING, Status.RINGING, Optional.empty(), HangupBy.NONE, HangupReason.NONE);
    }

    CallState to(Status next) {
        return new CallState(direction, next, releasing, by, reason, attemptsLeft);
    }

    CallState releasing(Cause cause) {
        return new CallState(direction, status, Optional.of(cause), by, reason, attemptsLeft);
    }

    CallState over(HangupBy who, HangupReason why) {
        return new CallState(direction, Status.HANGUP, releasing, who, why, attemptsLeft);
    }

    /** The leg is gone and the next way is taken; the status shows nothing of it. */
    CallState onNextAttempt() {
        return new CallState(direction, status, Optional.empty(), by, reason, attemptsLeft - 1);
    }

    /** No other way will be taken. */
    CallState onLastAttempt() {
        return new CallState(direction, status, releasing, by, reason, 0);
    }

    boolean isUnanswered() {
        return status == Status.DIALING || status == Status.RINGING;
    }
}
