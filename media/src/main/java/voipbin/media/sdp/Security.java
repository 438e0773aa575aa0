package voipbin.media.sdp;

import java.util.List;
import java.util.Optional;
import voipbin.media.dtls.DtlsRole;
import voipbin.media.dtls.Fingerprint;
import voipbin.media.ice.IceCredentials;
import voipbin.media.srtp.SrtpKey;
import voipbin.media.srtp.SrtpProfile;

/** How the packets of a stream are protected, as agreed. */
public sealed interface Security {

    /** Not at all. */
    record Plain() implements Security {}

    /** With keys that the descriptions told (RFC 4568). */
    record Described(Half local, Half remote) implements Security {}

    /** With keys that a handshake brings, and perhaps over the pair that ICE finds (RFC 5763). */
    record Handshaken(DtlsRole role, List<Fingerprint> remote, Optional<Ice> ice) implements Security {}

    /** One direction. */
    record Half(SrtpProfile profile, SrtpKey key) {}

    /** What names and proves the peer's checks. */
    record Ice(IceCredentials local, String remoteFragment) {}
}
