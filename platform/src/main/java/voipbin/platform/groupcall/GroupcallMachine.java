package voipbin.platform.groupcall;

import java.util.List;
import voipbin.platform.groupcall.Groupcall.Status;

/**
 * The life of a group as one table. Pure; what must be done is handed back. A pair that is not in the table changes
 * nothing.
 */
final class GroupcallMachine {

    record Turn(GroupcallState state, List<GroupcallEffect> effects) {}

    private GroupcallMachine() {}

    static Turn next(GroupcallState state, GroupcallSignal signal) {
        if (state.status() == Status.HANGUP) {
            return to(state);
        }
        return switch (signal) {
            case ANSWERED -> answered(state);
            case UNWANTED -> to(state.onceStopped(), GroupcallEffect.RELEASE_MEMBERS);
            case HANGUP_ASKED -> hangupAsked(state);
            case ONE_ENDED -> to(state, GroupcallEffect.TELL_COUNT);
            case LAST_ENDED -> lastEnded(state);
            case ROUND_RINGS -> roundRings(state.onceDialling(false));
            case ROUNDS_OVER -> over(state.onceDialling(false));
        };
    }

    /** Who is about to be hung up has answered too late. */
    private static Turn answered(GroupcallState state) {
        return state.status() == Status.PROGRESSING && !state.stopped()
                ? to(state.onceAnswered(), GroupcallEffect.TAKE_ANSWER)
                : to(state);
    }

    private static Turn hangupAsked(GroupcallState state) {
        return state.status() == Status.PROGRESSING
                ? to(
                        state.to(Status.HANGINGUP).onceStopped(),
                        GroupcallEffect.TELL_HANGINGUP,
                        GroupcallEffect.RELEASE_MEMBERS)
                : to(state);
    }

    /** One that ends before its round is known to ring is looked at when it is. */
    private static Turn lastEnded(GroupcallState state) {
        if (state.dialling()) {
            return to(state, GroupcallEffect.TELL_COUNT);
        }
        return state.further() && !state.isSettled()
                ? to(state.onceDialling(true), GroupcallEffect.DIAL_NEXT)
                : over(state);
    }

    /**
     * What was asked for meanwhile is for those of the new round too. An answer alone is not: it may be one of theirs.
     */
    private static Turn roundRings(GroupcallState state) {
        boolean unwanted = state.stopped() || state.status() == Status.HANGINGUP;
        return unwanted ? to(state, GroupcallEffect.RELEASE_MEMBERS) : to(state);
    }

    private static Turn over(GroupcallState state) {
        return to(state.to(Status.HANGUP), GroupcallEffect.TELL_OVER);
    }

    private static Turn to(GroupcallState state, GroupcallEffect... effects) {
        return new Turn(state, List.of(effects));
    }
}
