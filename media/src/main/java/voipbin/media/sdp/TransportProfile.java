package voipbin.media.sdp;

import java.util.List;
import java.util.Optional;
import voipbin.media.codec.Codec;

/** The protocols of {@code m=} lines that audio comes over, and what each promises about its packets' safety. */
public enum TransportProfile {
    /** RFC 3551: in the clear, unless both sides offer to protect (RFC 8643). */
    RTP_AVP("RTP/AVP"),
    /** RFC 4585: the same with more feedback. */
    RTP_AVPF("RTP/AVPF"),
    /** RFC 3711, with keys in {@code a=crypto} (RFC 4568). */
    RTP_SAVP("RTP/SAVP"),
    /** RFC 5124. */
    RTP_SAVPF("RTP/SAVPF"),
    /** RFC 5764: with keys by DTLS. */
    UDP_TLS_RTP_SAVP("UDP/TLS/RTP/SAVP"),
    /** RFC 5764, which browsers speak and nothing else. */
    UDP_TLS_RTP_SAVPF("UDP/TLS/RTP/SAVPF");

    private final String protocol;

    TransportProfile(String protocol) {
        this.protocol = protocol;
    }

    /** As an {@code m=} line names it. */
    public String protocol() {
        return protocol;
    }

    /** Whether packets must be protected. */
    public boolean secure() {
        return this != RTP_AVP && this != RTP_AVPF;
    }

    /** Whether keys must come from a DTLS handshake. */
    public boolean handshaken() {
        return this == UDP_TLS_RTP_SAVP || this == UDP_TLS_RTP_SAVPF;
    }

    /** What those who speak it usually speak over it. */
    List<Codec> usualCodecs() {
        return this == UDP_TLS_RTP_SAVPF ? Codec.ofBrowsers() : Codec.ofPhones();
    }

    /** The one that an {@code m=} line names. */
    static Optional<TransportProfile> named(String protocol) {
        for (TransportProfile profile : values()) {
            if (profile.protocol.equals(protocol)) {
                return Optional.of(profile);
            }
        }
        return Optional.empty();
    }
}
