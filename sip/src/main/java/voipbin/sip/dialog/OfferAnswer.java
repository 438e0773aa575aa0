package voipbin.sip.dialog;

/**
 * Offers and answers of one dialog (RFC 3264; RFC 6337, table 1): a pure machine. A pair that the table does not know
 * leaves everything as it is and the description unheeded, as RFC 3261, 13.2.1, asks for a second one.
 */
public enum OfferAnswer {
    /** No description yet: an INVITE without an offer. */
    NONE,
    /** Ours is out and waits for its answer. */
    LOCAL_OFFER,
    /** Theirs waits for our answer. */
    REMOTE_OFFER,
    /** Both agree. */
    STABLE;

    /** A message with a session description, or one that ends the matter without one. */
    public enum Event {
        /** We send an INVITE, UPDATE or PRACK, or the first reliable response to an INVITE without an offer. */
        SEND_OFFER,
        RECEIVE_OFFER,
        /** We send the first reliable response to an offer, or an ACK or PRACK that answers one. */
        SEND_ANSWER,
        RECEIVE_ANSWER,
        /** We refuse their offer by a final response: what was agreed before still holds. */
        SEND_REFUSAL,
        /** They refuse ours. */
        RECEIVE_REFUSAL
    }

    /** What a description means for us, and what has to be said about it. */
    public enum Verdict {
        FITS,
        /** Both offered at once: 491 (RFC 3261, 14.2; RFC 3311, 5.2). */
        GLARE,
        /** Theirs is not answered yet: 500 with Retry-After. */
        OVERLAP,
        /** Not to be sent now, or not to be heeded. */
        IGNORED
    }

    /** @param before whether anything had been agreed before the exchange that a refusal ends */
    public OfferAnswer after(Event event, boolean before) {
        if (verdict(event) != Verdict.FITS) {
            return this;
        }
        return switch (event) {
            case SEND_OFFER -> LOCAL_OFFER;
            case RECEIVE_OFFER -> REMOTE_OFFER;
            case SEND_ANSWER, RECEIVE_ANSWER -> STABLE;
            case SEND_REFUSAL, RECEIVE_REFUSAL -> before ? STABLE : NONE;
        };
    }

    public Verdict verdict(Event event) {
        return switch (event) {
            case SEND_OFFER -> this == NONE || this == STABLE ? Verdict.FITS : Verdict.IGNORED;
            case RECEIVE_OFFER ->
                switch (this) {
                    case NONE, STABLE -> Verdict.FITS;
                    case LOCAL_OFFER -> Verdict.GLARE;
                    case REMOTE_OFFER -> Verdict.OVERLAP;
                };
            case SEND_ANSWER, SEND_REFUSAL -> this == REMOTE_OFFER ? Verdict.FITS : Verdict.IGNORED;
            case RECEIVE_ANSWER, RECEIVE_REFUSAL -> this == LOCAL_OFFER ? Verdict.FITS : Verdict.IGNORED;
        };
    }
}
