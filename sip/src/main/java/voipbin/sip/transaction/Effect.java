package voipbin.sip.transaction;

/** What a machine wants done. */
sealed interface Effect {

    /** What needs no further word. */
    enum Act implements Effect {
        /** Sends the request, or the last response, (again). */
        SEND,
        /** Acknowledges a failure (RFC 3261, 17.1.1.3). */
        ACKNOWLEDGE,
        /** Hands the message to the transaction's user. */
        TELL,
        /** Tells the user that the peer stayed silent. */
        TELL_TIMEOUT,
        /** Tells the user that the network refused. */
        TELL_UNREACHABLE
    }

    /** Starts a timer, or starts it again with its next, longer delay. */
    record Start(Timer timer) implements Effect {}

    /** Stops a timer; TERMINATED stops them all. */
    record Stop(Timer timer) implements Effect {}
}
