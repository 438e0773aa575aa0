package voipbin.media.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import voipbin.media.dtls.DtlsRole;
import voipbin.media.dtls.Fingerprint;
import voipbin.media.srtp.CryptoAttribute;
import voipbin.media.srtp.SrtpKey;
import voipbin.media.srtp.SrtpProfile;

/** One side's offers and answers about how the audio stream is protected, over the life of a session. */
final class Securing {

    /** GCM is answered and not offered: phones that do not know it refuse the stream over it. */
    private static final List<SrtpProfile> OFFERED =
            List.of(SrtpProfile.AES_CM_128_HMAC_SHA1_80, SrtpProfile.AES_CM_128_HMAC_SHA1_32);

    private final LocalSecurity local;
    private final IceSide ice;
    private List<CryptoAttribute> offered = List.of();
    private Security agreed = new Security.Plain();

    Securing(LocalMedia media, LocalSecurity local) {
        this.local = local;
        this.ice = new IceSide(media, local.random());
    }

    /** Our answer to this stream; empty when it asks for what we cannot do. Nothing is agreed by asking. */
    Optional<SecurityTerms> answer(SessionDescription offer, MediaDescription theirs) {
        Optional<TransportProfile> profile =
                TransportProfile.named(theirs.line().protocol());
        if (profile.isEmpty()) {
            return Optional.empty();
        }
        Optional<SecurityTerms> described = profile.get().handshaken()
                ? Optional.empty()
                : cryptos(theirs).stream().findFirst().map(this::described);
        return described
                .or(() -> handshaken(offer, theirs))
                .or(() -> profile.get().secure() ? Optional.empty() : Optional.of(SecurityTerms.PLAIN));
    }

    void agree(Security security) {
        agreed = security;
    }

    /** Our key stays while the suite does, so that a hold does not begin a new stream of keys (RFC 4568 §7.1.4). */
    private SecurityTerms described(CryptoAttribute theirs) {
        SrtpKey key =
                agreed instanceof Security.Described before && before.local().profile() == theirs.profile()
                        ? before.local().key()
                        : SrtpKey.random(theirs.profile(), local.random());
        CryptoAttribute ours = new CryptoAttribute(theirs.tag(), theirs.profile(), key);
        return new SecurityTerms(List.of(), List.of(line(ours)), described(ours, theirs));
    }

    private static Security described(CryptoAttribute ours, CryptoAttribute theirs) {
        return new Security.Described(
                new Security.Half(ours.profile(), ours.key()), new Security.Half(theirs.profile(), theirs.key()));
    }

    private Optional<SecurityTerms> handshaken(SessionDescription offer, MediaDescription theirs) {
        List<Fingerprint> fingerprints = fingerprints(offer, theirs);
        Optional<DtlsRole> role =
                role(fingerprints, value(offer, theirs, "setup").orElse("active"));
        if (fingerprints.isEmpty() || role.isEmpty()) {
            return Optional.empty();
        }
        List<Attribute> session = new ArrayList<>();
        List<Attribute> stream = new ArrayList<>();
        Optional<Security.Ice> pair = ice.answer(offer, theirs, session, stream);
        stream.add(new Attribute("fingerprint", local.fingerprint().get().value()));
        stream.add(new Attribute("setup", role.get().setup()));
        Security security = new Security.Handshaken(role.get(), fingerprints, pair);
        return Optional.of(new SecurityTerms(session, stream, security));
    }

    /** Who had a role keeps it while the peer is the same (RFC 8842 §5.3); else we wait, as who is lite should. */
    private Optional<DtlsRole> role(List<Fingerprint> fingerprints, String setup) {
        boolean same =
                agreed instanceof Security.Handshaken before && before.remote().equals(fingerprints);
        return switch (setup) {
            case "actpass" ->
                Optional.of(
                        same && agreed instanceof Security.Handshaken(DtlsRole role, var _, var _)
                                ? role
                                : DtlsRole.SERVER);
            case "active" -> Optional.of(DtlsRole.SERVER);
            case "passive" -> Optional.of(DtlsRole.CLIENT);
            default -> Optional.empty();
        };
    }

    /** What an offer of ours says; its security is the one of now, and becomes another with the answer. */
    SecurityTerms offer(TransportProfile profile) {
        List<Attribute> session = new ArrayList<>();
        List<Attribute> stream = new ArrayList<>();
        offered = List.of();
        if (profile.handshaken() || agreed instanceof Security.Handshaken) {
            ice.offer(session, stream);
            stream.add(new Attribute("fingerprint", local.fingerprint().get().value()));
            stream.add(new Attribute("setup", "actpass"));
        } else if (profile.secure() || agreed instanceof Security.Described) {
            offered = cryptos();
            offered.forEach(crypto -> stream.add(line(crypto)));
        }
        return new SecurityTerms(session, stream, agreed);
    }

    /** The key in use again, else one for each suite that we like. */
    private List<CryptoAttribute> cryptos() {
        if (agreed instanceof Security.Described(Security.Half ours, var _)) {
            return List.of(new CryptoAttribute("1", ours.profile(), ours.key()));
        }
        List<CryptoAttribute> cryptos = new ArrayList<>();
        for (SrtpProfile profile : OFFERED) {
            String tag = Integer.toString(cryptos.size() + 1);
            cryptos.add(new CryptoAttribute(tag, profile, SrtpKey.random(profile, local.random())));
        }
        return cryptos;
    }

    /** What the peer's answer to our offer comes to; empty when it does not answer what we demanded. */
    Optional<Security> accept(TransportProfile profile, SessionDescription answer, MediaDescription theirs) {
        if (profile.handshaken() || agreed instanceof Security.Handshaken) {
            List<Fingerprint> fingerprints = fingerprints(answer, theirs);
            DtlsRole role =
                    value(answer, theirs, "setup").orElse("").equals("passive") ? DtlsRole.CLIENT : DtlsRole.SERVER;
            return fingerprints.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Security.Handshaken(role, fingerprints, ice.accept(answer, theirs)));
        }
        for (CryptoAttribute crypto : cryptos(theirs)) {
            for (CryptoAttribute ours : offered) {
                if (ours.tag().equals(crypto.tag()) && ours.profile() == crypto.profile()) {
                    return Optional.of(described(ours, crypto));
                }
            }
        }
        return profile.secure() ? Optional.empty() : Optional.of(new Security.Plain());
    }

    private static Attribute line(CryptoAttribute crypto) {
        return new Attribute("crypto", crypto.value());
    }

    private static List<CryptoAttribute> cryptos(MediaDescription stream) {
        return stream.attributes().stream()
                .filter(attribute -> attribute.name().equals("crypto"))
                .flatMap(attribute -> CryptoAttribute.parse(attribute.value()).stream())
                .toList();
    }

    /** The stream's own, else the session's (RFC 8122 §5). */
    private static List<Fingerprint> fingerprints(SessionDescription description, MediaDescription stream) {
        List<Fingerprint> own = fingerprints(stream.attributes());
        return own.isEmpty() ? fingerprints(description.attributes()) : own;
    }

    private static List<Fingerprint> fingerprints(List<Attribute> attributes) {
        return attributes.stream()
                .filter(attribute -> attribute.name().equals("fingerprint"))
                .flatMap(attribute -> Fingerprint.parse(attribute.value()).stream())
                .toList();
    }

    private static Optional<String> value(SessionDescription description, MediaDescription stream, String name) {
        return description.attributeOf(stream, name);
    }
}
