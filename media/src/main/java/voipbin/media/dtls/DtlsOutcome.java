package voipbin.media.dtls;

import voipbin.media.srtp.SrtpKey;
import voipbin.media.srtp.SrtpProfile;

/** What came of a handshake. */
public sealed interface DtlsOutcome {

    /**
     * The peer is whom its SDP named, and both have these keys (RFC 5764 §4.2).
     *
     * @param local what we protect with
     * @param remote what the peer protects with
     */
    record Keyed(SrtpProfile profile, SrtpKey local, SrtpKey remote) implements DtlsOutcome {}

    /** Not: a wrong certificate, nothing in common, or silence. {@code why} is for a log. */
    record Failed(String why) implements DtlsOutcome {}
}
