package voipbin.sip.transaction;

/** The states of all four machines (RFC 3261, 17; ACCEPTED: RFC 6026). */
enum State {
    CALLING,
    TRYING,
    PROCEEDING,
    ACCEPTED,
    COMPLETED,
    CONFIRMED,
    TERMINATED
}
