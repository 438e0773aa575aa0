package voipbin.media.codec;

/**
 * The audio codecs that are spoken, by their encoding names of RFC 3551 §6. Both are 8000 Hz, mono and one byte a
 * sample, with a static payload type.
 */
public enum Codec {
    /** G.711 µ-law. */
    PCMU(0),
    /** G.711 A-law. */
    PCMA(8);

    private final int payloadType;

    Codec(int payloadType) {
        this.payloadType = payloadType;
    }

    /** The static payload type of RFC 3551 §6; a peer may have mapped another one. */
    public int payloadType() {
        return payloadType;
    }
}
