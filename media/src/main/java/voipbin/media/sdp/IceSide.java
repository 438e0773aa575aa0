package voipbin.media.sdp;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import voipbin.media.ice.IceCredentials;

/** What our descriptions say of ICE: a lite agent with one host candidate, one stream in one bundle (RFC 8839). */
final class IceSide {

    /** A host candidate of the first component with nothing to choose from (RFC 8445 §5.1.2.1). */
    private static final long PRIORITY = (126L << 24) + (65_535L << 8) + 255;

    private static final String GROUP = "BUNDLE";

    private final LocalMedia media;
    private final RandomGenerator random;
    private @Nullable IceCredentials local;
    private String remoteFragment = "";
    private String mid = "0";

    IceSide(LocalMedia media, RandomGenerator random) {
        this.media = media;
        this.random = random;
    }

    /** Adds what answers the peer's ICE; empty when it has none. */
    Optional<Security.Ice> answer(
            SessionDescription offer, MediaDescription theirs, List<Attribute> session, List<Attribute> stream) {
        Optional<String> fragment = checked(offer, theirs);
        Optional<String> name = theirs.attribute("mid");
        name.ifPresent(value -> {
            mid = value;
            stream.add(new Attribute("mid", value));
            if (bundled(offer, value)) {
                session.add(new Attribute("group", GROUP + " " + value));
            }
        });
        if (fragment.isEmpty()) {
            return Optional.empty();
        }
        // Another fragment is a restart, which both sides take new names for (RFC 8445 §9).
        if (!fragment.get().equals(remoteFragment) && !remoteFragment.isEmpty()) {
            local = null;
        }
        remoteFragment = fragment.get();
        add(session, stream);
        return Optional.of(new Security.Ice(local(), remoteFragment));
    }

    private static boolean bundled(SessionDescription offer, String mid) {
        return offer.attributes().stream()
                .filter(attribute -> attribute.name().equals("group"))
                .map(attribute -> Arrays.asList(attribute.value().split("[ \t]+", -1)))
                .anyMatch(words -> words.getFirst().equals(GROUP) && words.contains(mid));
    }

    /** Adds what an offer says. */
    void offer(List<Attribute> session, List<Attribute> stream) {
        stream.add(new Attribute("mid", mid));
        session.add(new Attribute("group", GROUP + " " + mid));
        add(session, stream);
    }

    /** What the peer's answer comes to; empty when it does without ICE. */
    Optional<Security.Ice> accept(SessionDescription answer, MediaDescription theirs) {
        return checked(answer, theirs).map(fragment -> {
            remoteFragment = fragment;
            return new Security.Ice(local(), fragment);
        });
    }

    private void add(List<Attribute> session, List<Attribute> stream) {
        session.add(Attribute.flag("ice-lite"));
        stream.add(new Attribute("ice-ufrag", local().fragment()));
        stream.add(new Attribute("ice-pwd", local().password()));
        String candidate =
                "1 1 udp " + PRIORITY + " " + Addresses.text(media.advertised()) + " " + media.port() + " typ host";
        stream.add(new Attribute("candidate", candidate));
        stream.add(Attribute.flag("end-of-candidates"));
        // Without a name, a browser would show its page no stream (RFC 8830).
        stream.add(new Attribute("msid", "voipbin audio"));
    }

    private IceCredentials local() {
        IceCredentials credentials = local == null ? IceCredentials.random(random) : local;
        local = credentials;
        return credentials;
    }

    /** A peer that is lite as we are checks nothing; its address is the one that it names. */
    private static Optional<String> checked(SessionDescription description, MediaDescription stream) {
        boolean lite = description.attributes().contains(Attribute.flag("ice-lite"));
        return lite ? Optional.empty() : fragment(description, stream);
    }

    /** The stream's own or the session's, when there is a password with it. */
    static Optional<String> fragment(SessionDescription description, MediaDescription stream) {
        Optional<String> password = description.attributeOf(stream, "ice-pwd");
        return description.attributeOf(stream, "ice-ufrag").filter(_ -> password.isPresent());
    }
}
