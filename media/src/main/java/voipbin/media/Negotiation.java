package voipbin.media;

import voipbin.media.codec.Codec;
import voipbin.media.sdp.Direction;

/** What came of an offer and its answer. */
public sealed interface Negotiation {

    /**
     * Both sides agree and media flows.
     *
     * @param sdp our description: the answer to send, or, after {@link MediaSession#accept}, our offer as it stands
     * @param codec the codec that we send
     * @param direction which way media flows, seen from us
     */
    @SuppressWarnings("ArrayRecordComponent") // a message body, handed on as it is and never compared
    record Agreed(byte[] sdp, Codec codec, Direction direction) implements Negotiation {}

    /** No agreement; nothing has changed. {@code why} is for a log or a SIP Warning, not for parsing. */
    record Refused(String why) implements Negotiation {}
}
