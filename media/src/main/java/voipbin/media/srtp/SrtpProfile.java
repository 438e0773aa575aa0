package voipbin.media.srtp;

import java.util.Optional;

/** How packets are protected, under the name of SDP's crypto suites; what we like best comes first. */
public enum SrtpProfile {
    /** RFC 3711, RFC 4568 §6.2.1. */
    AES_CM_128_HMAC_SHA1_80(0x0001, 14, 10, 10),
    /** RFC 3711, RFC 4568 §6.2.2: the short tag is for RTP only. */
    AES_CM_128_HMAC_SHA1_32(0x0002, 14, 4, 10),
    /** RFC 7714. */
    AEAD_AES_128_GCM(0x0007, 12, 16, 16);

    /** Bytes of every profile's master key. */
    public static final int KEY = 16;

    private final int dtlsId;
    private final int saltLength;
    private final int rtpTag;
    private final int rtcpTag;

    SrtpProfile(int dtlsId, int saltLength, int rtpTag, int rtcpTag) {
        this.dtlsId = dtlsId;
        this.saltLength = saltLength;
        this.rtpTag = rtpTag;
        this.rtcpTag = rtcpTag;
    }

    /** The number in DTLS's use_srtp extension (RFC 5764 §4.1.2, RFC 7714 §14.2). */
    public int dtlsId() {
        return dtlsId;
    }

    /** Bytes of the master salt. */
    public int saltLength() {
        return saltLength;
    }

    /** Bytes that authentication adds to an RTP packet. */
    int rtpTag() {
        return rtpTag;
    }

    /** Bytes that authentication adds to an RTCP packet, the index not counted. */
    int rtcpTag() {
        return rtcpTag;
    }

    /** The profile of that number in DTLS. */
    public static Optional<SrtpProfile> ofDtlsId(int id) {
        for (SrtpProfile profile : values()) {
            if (profile.dtlsId == id) {
                return Optional.of(profile);
            }
        }
        return Optional.empty();
    }

    /** The profile of that name in SDP, in upper case as RFC 4568 §9.2 has it. */
    public static Optional<SrtpProfile> named(String suite) {
        for (SrtpProfile profile : values()) {
            if (profile.name().equals(suite)) {
                return Optional.of(profile);
            }
        }
        return Optional.empty();
    }
}
