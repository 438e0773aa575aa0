package voipbin.sip.transaction;

/**
 * What can happen to a transaction. PROVISIONAL, SUCCESS and FAILURE are responses: received by a client transaction,
 * given by the user of a server transaction.
 */
enum Event {
    REQUEST,
    ACK,
    PROVISIONAL,
    SUCCESS,
    FAILURE,
    UNREACHABLE,
    TIMER_A,
    TIMER_B,
    TIMER_D,
    TIMER_E,
    TIMER_F,
    TIMER_G,
    TIMER_H,
    TIMER_I,
    TIMER_J,
    TIMER_K,
    TIMER_L,
    TIMER_M;

    static Event of(int status) {
        return status < 200 ? PROVISIONAL : status < 300 ? SUCCESS : FAILURE;
    }
}
