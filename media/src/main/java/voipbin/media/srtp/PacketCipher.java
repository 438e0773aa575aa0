package voipbin.media.srtp;

/** Seals and opens packets of one direction under one master key; the caller knows indexes and replays. */
sealed interface PacketCipher permits CounterCipher, GcmCipher {

    /** Bytes of the largest tag and index behind a packet. */
    int TRAILER = 4 + 16;

    static PacketCipher of(SrtpProfile profile, SrtpKey master) {
        return switch (profile) {
            case AES_CM_128_HMAC_SHA1_80, AES_CM_128_HMAC_SHA1_32 -> new CounterCipher(profile, master);
            case AEAD_AES_128_GCM -> new GcmCipher(master);
        };
    }

    /**
     * Seals an RTP packet in place.
     *
     * @param header bytes that stay readable
     * @param rollover how often the sequence number has wrapped
     * @return the packet's new length
     */
    int sealRtp(byte[] packet, int header, int length, int rollover);

    /** Opens an RTP packet in place: its new length, or -1 when it is not authentic. */
    int openRtp(byte[] packet, int header, int length, int rollover);

    /** Seals a compound in place; {@code index} has 31 bits. */
    int sealRtcp(byte[] packet, int length, int index);

    /** Opens a compound in place: its new length, or -1 when it is not authentic. */
    int openRtcp(byte[] packet, int length);

    /** The index that the sender of a sealed compound claims; {@code length} is at least {@link #shortestRtcp}. */
    int rtcpIndex(byte[] packet, int length);

    /** Bytes of the shortest compound that can be opened. */
    int shortestRtcp();

    /** Bytes of the shortest RTP packet with that header that can be opened. */
    int shortestRtp(int header);
}
