package voipbin.media.ice;

/** What a lite agent makes of a STUN message. */
public sealed interface StunVerdict {

    /**
     * A valid check: answer it; its source may send, and consents to receive (RFC 7675).
     *
     * @param nominated whether the peer wants this pair to be used
     * @param priority of the peer's candidate, the higher the better
     */
    @SuppressWarnings("ArrayRecordComponent") // a datagram, sent as it is and never compared
    record Checked(byte[] answer, boolean nominated, long priority) implements StunVerdict {}

    /** A request that is refused with this answer. */
    @SuppressWarnings("ArrayRecordComponent")
    record Refused(byte[] answer) implements StunVerdict {}

    /** An indication, which keeps a binding alive and says nothing (RFC 8445 §11). */
    record KeptAlive() implements StunVerdict {}

    /** No STUN, or an answer to what we never asked: dropped. */
    record Unreadable() implements StunVerdict {}
}
