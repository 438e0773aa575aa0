package voipbin.platform.groupcall;

import voipbin.platform.groupcall.Groupcall.Status;

/**
 * Where a group stands.
 *
 * @param answered whether a member has answered, here or in a group within it
 * @param stopped whether nobody more is to be rung
 * @param further whether there may be a further round
 * @param dialling whether that is being dialled
 */
record GroupcallState(Status status, boolean answered, boolean stopped, boolean further, boolean dialling) {

    static GroupcallState ringing(boolean further) {
        return new GroupcallState(Status.PROGRESSING, false, false, further, false);
    }

    GroupcallState to(Status next) {
        return new GroupcallState(next, answered, stopped, further, dialling);
    }

    GroupcallState onceAnswered() {
        return new GroupcallState(status, true, stopped, further, dialling);
    }

    GroupcallState onceStopped() {
        return new GroupcallState(status, answered, true, further, dialling);
    }

    GroupcallState onceDialling(boolean now) {
        return new GroupcallState(status, answered, stopped, further, now);
    }

    /** Whether nobody more is wanted, whoever is there. */
    boolean isSettled() {
        return answered || stopped || status != Status.PROGRESSING;
    }
}
