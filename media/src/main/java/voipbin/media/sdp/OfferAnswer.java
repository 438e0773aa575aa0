package voipbin.media.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import voipbin.media.codec.Codec;
import voipbin.media.codec.OpusOptions;

/**
 * One side of offer and answer about one audio stream, over the life of a session (RFC 3264). Streams of other kinds
 * are refused with port 0 and keep their places. Not safe for several threads.
 */
public final class OfferAnswer {

    /** An offer of ours, as far as its answer is read against it. */
    private record Offered(SessionDescription description, int audio, Formats formats, Direction direction) {}

    /** What our audio stream is, security aside. */
    private record Ours(Formats formats, boolean noise, Direction direction, boolean multiplexed, String protocol) {}

    private final LocalMedia local;
    private final long sessionId;
    private final Optional<Securing> securing;
    private long version;
    private Optional<SessionDescription> last = Optional.empty();
    private Optional<Offered> offered = Optional.empty();
    private Optional<AgreedMedia> agreed = Optional.empty();
    private Direction wanted = Direction.SENDRECV;
    /** None as long as nobody asked: then it is the usual ones of the stream's profile. */
    private List<Codec> spoken = List.of();

    private int audio;

    /**
     * For streams in the clear or with keys and certificate of these.
     *
     * @param sessionId random and positive: with our address it names the session (RFC 8866 §5.2)
     */
    public OfferAnswer(LocalMedia local, long sessionId, LocalSecurity security) {
        this.local = local;
        this.sessionId = sessionId;
        this.securing = Optional.of(new Securing(local, security));
    }

    /** For streams in the clear only. */
    public OfferAnswer(LocalMedia local, long sessionId) {
        this.local = local;
        this.sessionId = sessionId;
        this.securing = Optional.empty();
    }

    /** A new offer with this direction, seen from us (RFC 3264 §5, §8). */
    public byte[] offer(Direction direction) {
        return offer(direction, spoken);
    }

    /**
     * The same with these codecs only, in this order, behind what was agreed before, or if none are named with the
     * usual ones; later answers keep to them too.
     */
    public byte[] offer(Direction direction, List<Codec> codecs) {
        return offer(direction, codecs, TransportProfile.RTP_AVP);
    }

    /** The same; a first offer is over this profile, later ones are over the agreed one. */
    public byte[] offer(Direction direction, List<Codec> codecs, TransportProfile first) {
        spoken = List.copyOf(codecs);
        boolean multiplexed = agreed.map(media -> media.peer().multiplexed()).orElse(true);
        boolean noise =
                agreed.map(media -> media.peer().packing().comfortNoise()).orElse(false);
        List<MediaDescription> streams = new ArrayList<>();
        List<MediaDescription> before =
                agreed.isPresent() ? last.map(SessionDescription::media).orElse(List.of()) : List.of();
        before.forEach(stream -> streams.add(refused(stream)));
        TransportProfile profile = before.isEmpty() ? first : profile(before.get(audio));
        List<Codec> named = spoken(profile);
        Formats formats = agreed.map(media -> media.receive().widened(named)).orElseGet(() -> Formats.ours(named));
        SecurityTerms terms = securing.map(side -> side.offer(profile)).orElse(SecurityTerms.PLAIN);
        MediaDescription ours = ours(new Ours(formats, noise, direction, multiplexed, profile.protocol()), terms);
        if (before.isEmpty()) {
            audio = 0;
            streams.add(ours);
        } else {
            streams.set(audio, ours);
        }
        SessionDescription description = describe(terms.session(), streams);
        offered = Optional.of(new Offered(description, audio, formats, direction));
        return description.bytes();
    }

    private List<Codec> spoken(TransportProfile profile) {
        return spoken.isEmpty() ? profile.usualCodecs() : spoken;
    }

    private static TransportProfile profile(MediaDescription stream) {
        return TransportProfile.named(stream.line().protocol()).orElse(TransportProfile.RTP_AVP);
    }

    /**
     * Answers with the first codec of the offer that is among these (RFC 3264 §6), or if none are named as
     * {@link #answer(byte[])}; later offers keep to them too.
     */
    public Outcome answer(byte[] offer, List<Codec> codecs) {
        spoken = List.copyOf(codecs);
        return answer(offer);
    }

    /**
     * Answers the peer's offer (RFC 3264 §6): unless it was said what is to be spoken, with the first of the usual
     * codecs that it has, and if it has none of them with any that we speak.
     */
    public Outcome answer(byte[] offer) {
        return switch (SdpParser.parse(offer)) {
            case Parsed.Malformed malformed -> new Outcome.Refused(malformed.why());
            case Parsed.Read read -> {
                if (spoken.isEmpty() && acceptable(read.description()) < 0) {
                    spoken = Codec.available();
                }
                yield answer(read.description());
            }
        };
    }

    private Outcome answer(SessionDescription offer) {
        int index = acceptable(offer);
        if (index < 0) {
            return new Outcome.Refused("no audio stream with one of " + spoken + " and a security that we share");
        }
        MediaDescription theirs = offer.media().get(index);
        Formats send = Formats.of(theirs).only(spoken(profile(theirs))).narrowed();
        Formats formats = send.withOpus(OpusOptions.OURS);
        boolean multiplexed = theirs.attribute("rtcp-mux").isPresent();
        boolean noise = Packing.of(theirs).comfortNoise() && codec(formats).clock() == Packing.NOISE_CLOCK;
        Direction direction = wanted.and(directionOf(offer, theirs).reversed());
        List<MediaDescription> streams = new ArrayList<>();
        offer.media().forEach(stream -> streams.add(refused(stream)));
        SecurityTerms terms = terms(offer, theirs).orElse(SecurityTerms.PLAIN);
        streams.set(
                index,
                ours(
                        new Ours(
                                formats,
                                noise,
                                direction,
                                multiplexed,
                                theirs.line().protocol()),
                        terms));
        audio = index;
        offered = Optional.empty();
        PeerMedia peer = PeerMedia.of(offer, theirs, multiplexed, terms.security());
        return agree(
                describe(terms.session(), streams), new AgreedMedia(codec(formats), send, formats, direction, peer));
    }

    /**
     * Takes the peer's answer to our last offer (RFC 3264 §7).
     *
     * @throws IllegalStateException when we have not offered
     */
    public Outcome accept(byte[] answer) {
        Offered offer = offered.orElseThrow(() -> new IllegalStateException("an answer without an offer"));
        return switch (SdpParser.parse(answer)) {
            case Parsed.Malformed malformed -> new Outcome.Refused(malformed.why());
            case Parsed.Read read -> accept(offer, read.description());
        };
    }

    private Outcome accept(Offered offer, SessionDescription answer) {
        if (answer.media().size() <= offer.audio()) {
            return new Outcome.Refused("the answer has no audio stream");
        }
        MediaDescription theirs = answer.media().get(offer.audio());
        if (!isOpenAudio(theirs)) {
            return new Outcome.Refused("the audio stream was refused");
        }
        Formats named = Formats.of(theirs);
        Formats send = named.sharedWith(offer.formats().sharedWith(named));
        if (send.codecs().isEmpty()) {
            return new Outcome.Refused("the answer has none of the codecs offered");
        }
        Optional<Security> security = security(offer, answer, theirs);
        if (security.isEmpty()) {
            return new Outcome.Refused("the answer does not protect the audio as offered");
        }
        wanted = offer.direction();
        boolean multiplexed = theirs.attribute("rtcp-mux").isPresent()
                && offer.description()
                        .media()
                        .get(offer.audio())
                        .attribute("rtcp-mux")
                        .isPresent();
        Direction direction = wanted.and(directionOf(answer, theirs).reversed());
        PeerMedia peer = PeerMedia.of(answer, theirs, multiplexed, security.get());
        boolean noise =
                Packing.of(offer.description().media().get(offer.audio())).comfortNoise();
        peer = noise ? peer : peer.withoutNoise();
        return agree(offer.description(), new AgreedMedia(codec(send), send, offer.formats(), direction, peer));
    }

    private Outcome agree(SessionDescription ours, AgreedMedia media) {
        agreed = Optional.of(media);
        securing.ifPresent(side -> side.agree(media.peer().security()));
        return new Outcome.Agreed(ours.bytes(), media);
    }

    private static Codec codec(Formats formats) {
        return formats.preferred().orElseThrow();
    }

    /** The peer's direction; an address of nowhere says that it must not be sent to (RFC 3264 §8.4). */
    private static Direction directionOf(SessionDescription description, MediaDescription stream) {
        Direction direction = description.directionOf(stream);
        // Who finds its address by ICE names none beforehand (RFC 8839 §4.2.3).
        if (IceSide.fragment(description, stream).isPresent()) {
            return direction;
        }
        boolean nowhere =
                description.connectionOf(stream).filter(Addresses::isNowhere).isPresent();
        return nowhere ? direction.and(Direction.SENDONLY) : direction;
    }

    private Optional<SecurityTerms> terms(SessionDescription offer, MediaDescription theirs) {
        if (securing.isPresent()) {
            return securing.get().answer(offer, theirs);
        }
        return profile(theirs).secure() ? Optional.empty() : Optional.of(SecurityTerms.PLAIN);
    }

    private Optional<Security> security(Offered offer, SessionDescription answer, MediaDescription theirs) {
        TransportProfile profile = profile(offer.description().media().get(offer.audio()));
        return securing.isEmpty()
                ? Optional.of(new Security.Plain())
                : securing.get().accept(profile, answer, theirs);
    }

    private int acceptable(SessionDescription offer) {
        for (int i = 0; i < offer.media().size(); i++) {
            MediaDescription stream = offer.media().get(i);
            boolean shared = isOpenAudio(stream)
                    && !Formats.of(stream)
                            .only(spoken(profile(stream)))
                            .codecs()
                            .isEmpty();
            if (shared && terms(offer, stream).isPresent()) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isOpenAudio(MediaDescription stream) {
        MediaLine line = stream.line();
        boolean known = TransportProfile.named(line.protocol()).isPresent();
        return line.type().equals("audio") && line.port() > 0 && known;
    }

    private static MediaDescription refused(MediaDescription stream) {
        List<Attribute> name = stream.attributes().stream()
                .filter(attribute -> attribute.name().equals("mid"))
                .toList();
        return new MediaDescription(stream.line().refused(), Optional.empty(), name);
    }

    private MediaDescription ours(Ours ours, SecurityTerms terms) {
        List<String> types = new ArrayList<>(ours.formats().payloadTypes());
        List<Attribute> attributes = new ArrayList<>(ours.formats().attributes());
        if (ours.noise()) {
            types.add(Integer.toString(Packing.COMFORT_NOISE));
            attributes.add(new Attribute("rtpmap", Packing.COMFORT_NOISE + " CN/" + Packing.NOISE_CLOCK));
        }
        attributes.add(new Attribute("ptime", "20"));
        attributes.add(Attribute.flag(ours.direction().attribute()));
        if (ours.multiplexed()) {
            attributes.add(Attribute.flag("rtcp-mux"));
        }
        attributes.addAll(terms.stream());
        MediaLine line = new MediaLine("audio", local.port(), ours.protocol(), types);
        return new MediaDescription(line, Optional.empty(), attributes);
    }

    /** Our description of these streams; its version grows when it differs from our last one (RFC 3264 §8). */
    private SessionDescription describe(List<Attribute> attributes, List<MediaDescription> streams) {
        boolean same = last.map(SessionDescription::media).equals(Optional.of(streams));
        if (!same) {
            version++;
        }
        String address = Addresses.text(local.advertised());
        Origin origin = new Origin("-", Long.toString(sessionId), Long.toString(version), address);
        SessionDescription description = new SessionDescription(
                origin, "-", Optional.of(address), List.copyOf(attributes), List.copyOf(streams));
        last = Optional.of(description);
        return description;
    }
}
