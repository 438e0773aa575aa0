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
 */
record CallState(Direction direction, Status status, Optional<Cause> releasing, HangupBy by, HangupReason reason) {

    static CallState outgoing() {
        return new CallState(Direction.OUTGOING, Status.DIALING, Optional.empty(), HangupBy.NONE, HangupReason.NONE);
    }

    /** A call to us rings from the beginning. */
    static CallState incoming() {
        return new CallState(Direction.INCOMING, Status.RINGING, Optional.empty(), HangupBy.NONE, HangupReason.NONE);
    }

    CallState to(Status next) {
        return new CallState(direction, next, releasing, by, reason);
    }

    CallState releasing(Cause cause) {
        return new CallState(direction, status, Optional.of(cause), by, reason);
    }

    CallState over(HangupBy who, HangupReason why) {
        return new CallState(direction, Status.HANGUP, releasing, who, why);
    }

    boolean isUnanswered() {
        return status == Status.DIALING || status == Status.RINGING;
    }
}
