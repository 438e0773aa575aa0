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

    private final LocalMedia local;
    private final long sessionId;
    private long version;
    private Optional<SessionDescription> last = Optional.empty();
    private Optional<Offered> offered = Optional.empty();
    private Optional<AgreedMedia> agreed = Optional.empty();
    private Direction wanted = Direction.SENDRECV;
    private List<Codec> spoken = Codec.DEFAULTS;
    private int audio;

    /** @param sessionId random and positive: with our address it names the session (RFC 8866 §5.2) */
    public OfferAnswer(LocalMedia local, long sessionId) {
        this.local = local;
        this.sessionId = sessionId;
    }

    /** A new offer with this direction, seen from us (RFC 3264 §5, §8). */
    public byte[] offer(Direction direction) {
        return offer(direction, spoken);
    }

    /**
     * The same with these codecs only, in this order, behind what was agreed before; later answers keep to them too.
     */
    public byte[] offer(Direction direction, List<Codec> codecs) {
        spoken = List.copyOf(codecs);
        Formats formats = agreed.map(media -> media.receive().widened(codecs)).orElseGet(() -> Formats.ours(codecs));
        boolean multiplexed = agreed.map(media -> media.peer().multiplexed()).orElse(true);
        List<MediaDescription> streams = new ArrayList<>();
        List<MediaDescription> before =
                agreed.isPresent() ? last.map(SessionDescription::media).orElse(List.of()) : List.of();
        before.forEach(stream -> streams.add(refused(stream)));
        MediaDescription ours = ours(formats, direction, multiplexed, "RTP/AVP");
        if (before.isEmpty()) {
            audio = 0;
            streams.add(ours);
        } else {
            streams.set(
                    audio,
                    ours(
                            formats,
                            direction,
                            multiplexed,
                            before.get(audio).line().protocol()));
        }
        SessionDescription description = describe(streams);
        offered = Optional.of(new Offered(description, audio, formats, direction));
        return description.bytes();
    }

    /** Answers with the first codec of the offer that is among these (RFC 3264 §6); later offers keep to them too. */
    public Outcome answer(byte[] offer, List<Codec> codecs) {
        spoken = List.copyOf(codecs);
        return answer(offer);
    }

    /** Answers the peer's offer (RFC 3264 §6). */
    public Outcome answer(byte[] offer) {
        return switch (SdpParser.parse(offer)) {
            case Parsed.Malformed malformed -> new Outcome.Refused(malformed.why());
            case Parsed.Read read -> answer(read.description());
        };
    }

    private Outcome answer(SessionDescription offer) {
        int index = acceptable(offer);
        if (index < 0) {
            return new Outcome.Refused("no audio stream over RTP/AVP with one of " + spoken);
        }
        MediaDescription theirs = offer.media().get(index);
        Formats send = Formats.of(theirs).only(spoken).narrowed();
        Formats formats = send.withOpus(OpusOptions.OURS);
        boolean multiplexed = theirs.attribute("rtcp-mux").isPresent();
        Direction direction = wanted.and(directionOf(offer, theirs).reversed());
        List<MediaDescription> streams = new ArrayList<>();
        offer.media().forEach(stream -> streams.add(refused(stream)));
        streams.set(index, ours(formats, direction, multiplexed, theirs.line().protocol()));
        audio = index;
        offered = Optional.empty();
        PeerMedia peer = PeerMedia.of(offer, theirs, multiplexed);
        return agree(describe(streams), new AgreedMedia(codec(formats), send, formats, direction, peer));
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
        wanted = offer.direction();
        boolean multiplexed = theirs.attribute("rtcp-mux").isPresent()
                && offer.description()
                        .media()
                        .get(offer.audio())
                        .attribute("rtcp-mux")
                        .isPresent();
        Direction direction = wanted.and(directionOf(answer, theirs).reversed());
        PeerMedia peer = PeerMedia.of(answer, theirs, multiplexed);
        return agree(offer.description(), new AgreedMedia(codec(send), send, offer.formats(), direction, peer));
    }

    private Outcome agree(SessionDescription ours, AgreedMedia media) {
        agreed = Optional.of(media);
        return new Outcome.Agreed(ours.bytes(), media);
    }

    private static Codec codec(Formats formats) {
        return formats.preferred().orElseThrow();
    }

    /** The peer's direction; an address of nowhere says that it must not be sent to (RFC 3264 §8.4). */
    private static Direction directionOf(SessionDescription description, MediaDescription stream) {
        Direction direction = description.directionOf(stream);
        boolean nowhere =
                description.connectionOf(stream).filter(Addresses::isNowhere).isPresent();
        return nowhere ? direction.and(Direction.SENDONLY) : direction;
    }

    private int acceptable(SessionDescription offer) {
        for (int i = 0; i < offer.media().size(); i++) {
            MediaDescription stream = offer.media().get(i);
            if (isOpenAudio(stream) && !Formats.of(stream).only(spoken).codecs().isEmpty()) {
                return i;
            }
        }
        return -1;
    }

    /** Secure profiles (RTP/SAVP and friends) are none of ours; AVPF is AVP with more feedback (RFC 4585 §4). */
    private static boolean isOpenAudio(MediaDescription stream) {
        MediaLine line = stream.line();
        boolean plain = line.protocol().equals("RTP/AVP") || line.protocol().equals("RTP/AVPF");
        return line.type().equals("audio") && line.port() > 0 && plain;
    }

    private static MediaDescription refused(MediaDescription stream) {
        return new MediaDescription(stream.line().refused(), Optional.empty(), List.of());
    }

    private MediaDescription ours(Formats formats, Direction direction, boolean multiplexed, String protocol) {
        List<Attribute> attributes = new ArrayList<>(formats.attributes());
        attributes.add(new Attribute("ptime", "20"));
        attributes.add(Attribute.flag(direction.attribute()));
        if (multiplexed) {
            attributes.add(Attribute.flag("rtcp-mux"));
        }
        MediaLine line = new MediaLine("audio", local.port(), protocol, formats.payloadTypes());
        return new MediaDescription(line, Optional.empty(), attributes);
    }

    /** Our description of these streams; its version grows when it differs from our last one (RFC 3264 §8). */
    private SessionDescription describe(List<MediaDescription> streams) {
        boolean same = last.map(SessionDescription::media).equals(Optional.of(streams));
        if (!same) {
            version++;
        }
        String address = Addresses.text(local.advertised());
        Origin origin = new Origin("-", Long.toString(sessionId), Long.toString(version), address);
        SessionDescription description =
                new SessionDescription(origin, "-", Optional.of(address), List.of(), List.copyOf(streams));
        last = Optional.of(description);
        return description;
    }
}
