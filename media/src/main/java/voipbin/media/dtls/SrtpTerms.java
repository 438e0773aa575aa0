package voipbin.media.dtls;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;
import voipbin.media.srtp.SrtpKey;
import voipbin.media.srtp.SrtpProfile;

/** What both roles do the same: which profile, whose certificate, which keys. Confined to the handshake's thread. */
final class SrtpTerms {

    private static final byte[] NO_KEY_IDENTIFIER = {};

    private final List<Fingerprint> expected;
    private @Nullable SrtpProfile profile;
    private Optional<DtlsOutcome.Keyed> keyed = Optional.empty();

    SrtpTerms(List<Fingerprint> expected) {
        this.expected = expected;
    }

    static UseSRTPData all() {
        int[] ids = Arrays.stream(SrtpProfile.values())
                .mapToInt(SrtpProfile::dtlsId)
                .toArray();
        return new UseSRTPData(ids, NO_KEY_IDENTIFIER);
    }

    /** Takes the first of ours that the peer has too. */
    void choose(@Nullable UseSRTPData offered) throws IOException {
        int[] ids = offered == null ? new int[0] : offered.getProtectionProfiles();
        for (SrtpProfile ours : SrtpProfile.values()) {
            if (Arrays.stream(ids).anyMatch(id -> id == ours.dtlsId())) {
                profile = ours;
                return;
            }
        }
        throw new TlsFatalAlert(AlertDescription.handshake_failure, "no SRTP profile in common");
    }

    UseSRTPData chosen() throws IOException {
        return new UseSRTPData(new int[] {profile().dtlsId()}, NO_KEY_IDENTIFIER);
    }

    private SrtpProfile profile() throws IOException {
        if (profile == null) {
            throw new TlsFatalAlert(AlertDescription.handshake_failure, "no SRTP profile");
        }
        return profile;
    }

    /** The certificate must be the one that the peer's SDP named (RFC 5763 §5). */
    void check(@Nullable Certificate chain) throws IOException {
        if (chain == null || chain.isEmpty()) {
            throw new TlsFatalAlert(AlertDescription.handshake_failure, "no certificate");
        }
        byte[] certificate = chain.getCertificateAt(0).getEncoded();
        if (expected.stream().noneMatch(fingerprint -> fingerprint.isOf(certificate))) {
            throw new TlsFatalAlert(AlertDescription.bad_certificate, "another fingerprint than in SDP");
        }
    }

    /** RFC 5764 §4.2: the client's key, the server's key, the client's salt, the server's salt. */
    void export(TlsContext context, DtlsRole role) throws IOException {
        SrtpProfile agreed = profile();
        int key = SrtpProfile.KEY;
        int salt = agreed.saltLength();
        byte[] material = context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, 2 * (key + salt));
        SrtpKey client = new SrtpKey(
                Arrays.copyOfRange(material, 0, key), Arrays.copyOfRange(material, 2 * key, 2 * key + salt));
        SrtpKey server = new SrtpKey(
                Arrays.copyOfRange(material, key, 2 * key),
                Arrays.copyOfRange(material, 2 * key + salt, 2 * (key + salt)));
        keyed = Optional.of(
                switch (role) {
                    case CLIENT -> new DtlsOutcome.Keyed(agreed, client, server);
                    case SERVER -> new DtlsOutcome.Keyed(agreed, server, client);
                });
    }

    Optional<DtlsOutcome.Keyed> keyed() {
        return keyed;
    }
}
