package voipbin.sip.transaction;

/** The timers of RFC 3261, table 4, and of RFC 6026 (L, M). C is a proxy's. */
enum Timer {
    A(Event.TIMER_A),
    B(Event.TIMER_B),
    D(Event.TIMER_D),
    E(Event.TIMER_E),
    F(Event.TIMER_F),
    G(Event.TIMER_G),
    H(Event.TIMER_H),
    I(Event.TIMER_I),
    J(Event.TIMER_J),
    K(Event.TIMER_K),
    L(Event.TIMER_L),
    M(Event.TIMER_M);

    private final Event fired;

    Timer(Event fired) {
        this.fired = fired;
    }

    Event fired() {
        return fired;
    }
}
