package voipbin.media;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import voipbin.media.codec.Codec;
import voipbin.media.rtp.TelephoneEvent;
import voipbin.media.sdp.Direction;
import voipbin.media.sdp.OfferAnswer;
import voipbin.media.sdp.Outcome;
import voipbin.media.sdp.TransportProfile;

/**
 * One party's audio: a pair of ports, what was negotiated about them, what is played there and who listens. All methods
 * may be called from any thread; what they change is sent as a message to the session's media loop and takes effect
 * within a tick.
 */
public final class MediaSession implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(20);
    private static final Duration SHORTEST_KEY = Duration.ofMillis(40);
    private static final Duration LONGEST_KEY = Duration.ofSeconds(8);

    private static final DigitListener NO_KEYS = (_, _) -> {};

    private final MediaLoop loop;
    private final Leg leg;
    private final OfferAnswer offerAnswer;
    private volatile int rate = 8000;

    MediaSession(MediaLoop loop, Leg leg, OfferAnswer offerAnswer) {
        this.loop = loop;
        this.leg = leg;
        this.offerAnswer = offerAnswer;
    }

    /** Our offer: PCMU, PCMA and telephone-event, both ways, with rtcp-mux (RFC 3264 §5). */
    public byte[] offer() {
        return reoffer(Direction.SENDRECV);
    }

    /**
     * The same with these codecs in this order, by their names of RFC 3551 §6 in any case; names that we do not speak
     * are passed over, and when none is left we offer the usual ones.
     */
    public byte[] offer(List<String> codecs) {
        synchronized (offerAnswer) {
            return offerAnswer.offer(Direction.SENDRECV, Codec.named(codecs));
        }
    }

    /**
     * The same over this profile: {@link TransportProfile#UDP_TLS_RTP_SAVPF} for browsers, with ICE and keys by DTLS,
     * {@link TransportProfile#RTP_SAVP} for phones that demand SRTP, with keys in the description. A second offer is
     * over what was agreed whatever is asked for.
     */
    public byte[] offer(TransportProfile profile, List<String> codecs) {
        synchronized (offerAnswer) {
            return offerAnswer.offer(Direction.SENDRECV, Codec.named(codecs), profile);
        }
    }

    /**
     * Answers with the first codec of the offer that is among these, named as for {@link #offer(List)}; later offers
     * and answers of the session keep to them too.
     */
    public Negotiation answer(byte[] offer, List<String> codecs) {
        return negotiate(side -> side.answer(offer, Codec.named(codecs)));
    }

    /** Answers the peer's offer (RFC 3264 §6); media starts to flow when they agree. */
    public Negotiation answer(byte[] offer) {
        return negotiate(side -> side.answer(offer));
    }

    /**
     * Takes the peer's answer to our {@link #offer} or {@link #reoffer}; media starts to flow when they agree. May be
     * called again with another answer to the same offer, as early media and forking bring.
     *
     * @throws IllegalStateException when we have not offered
     */
    public Negotiation accept(byte[] answer) {
        return negotiate(side -> side.accept(answer));
    }

    /** Answers an offer within the session, e.g. hold or a new address; the ports stay (RFC 3264 §8). */
    public Negotiation reanswer(byte[] offer) {
        return answer(offer);
    }

    /** A new offer within the session that wants this direction, seen from us; the ports stay (RFC 3264 §8). */
    public byte[] reoffer(Direction direction) {
        // A lock: who calls is usually one actor, but two threads must not tear the description's version.
        synchronized (offerAnswer) {
            return offerAnswer.offer(direction);
        }
    }

    private Negotiation negotiate(Function<OfferAnswer, Outcome> step) {
        // The same lock; posting inside it keeps the loop's order of agreements the order in which they were made.
        synchronized (offerAnswer) {
            return switch (step.apply(offerAnswer)) {
                case Outcome.Refused refused -> new Negotiation.Refused(refused.why());
                case Outcome.Agreed agreed -> {
                    rate = agreed.media().codec().rate();
                    loop.post(() -> leg.negotiated(agreed.media()));
                    yield new Negotiation.Agreed(
                            agreed.sdp(), agreed.media().codec(), agreed.media().direction());
                }
            };
        }
    }

    /** Samples a second that the peer can hear by the codec that was agreed; what is played at more is cut down. */
    public int rate() {
        return rate;
    }

    /**
     * Plays a source in place of what {@code play} plays now; it is first read when media flows. The source goes on
     * while the peer is on hold, unheard.
     *
     * @param ended called once, on the media loop: must not block
     */
    public Playback play(Source source, Consumer<PlayEnd> ended) {
        return play(leg.voices().player, source, ended);
    }

    /**
     * Plays a source over everything else, in place of the announcement before; what {@link #play} plays waits
     * meanwhile and then goes on where it was.
     *
     * @param ended called once, on the media loop: must not block
     */
    public Playback announce(Source source, Consumer<PlayEnd> ended) {
        return play(leg.voices().announcer, source, ended);
    }

    /**
     * Plays a source in place of what comes over the bridge, whenever nothing else is played: music on hold, or
     * silence. In place of the cover before; lasts until {@link #uncover}, or the source's end.
     */
    public void cover(Source source) {
        play(leg.voices().cover, source, _ -> {});
    }

    /** Takes the cover away; without one does nothing. */
    public void uncover() {
        loop.post(leg::uncover);
    }

    private Playback play(Player player, Source source, Consumer<PlayEnd> ended) {
        Player.Playing playing = new Player.Playing(source, ended);
        loop.post(() -> leg.play(player, playing));
        return () -> loop.post(() -> player.stop(playing));
    }

    /**
     * Keeps sound from passing: {@code in} what the peer says, for whoever listens or is bridged, {@code out} whatever
     * is said to the peer. Keys pass. What is played goes on unheard.
     */
    public void mute(boolean in, boolean out) {
        loop.post(() -> leg.mute(in, out));
    }

    /**
     * A key that the peer has told us of by its signalling (SIP INFO): goes the way of those in its media.
     *
     * @throws IllegalArgumentException unless it is one of {@code 0-9 * # A-D}
     */
    public void pressed(char digit, Duration held) {
        if (!TelephoneEvent.isDigit(digit)) {
            throw new IllegalArgumentException("not a key of a telephone: " + digit);
        }
        loop.post(() -> leg.pressed(digit, held));
    }

    /**
     * Gives the peer's decoded audio to {@code sink}, from the first packet from now on, in place of whom it was given
     * to before, who is closed.
     */
    public void listen(Sink sink) {
        loop.post(() -> leg.listen(sink));
    }

    /** Lets {@code tap} hear both ways from now on, besides all others who do. */
    public void tap(Tap tap) {
        loop.post(() -> leg.tap(tap));
    }

    /** Takes a tap away, which closes it; without effect on one that is not there. */
    public void untap(Tap tap) {
        loop.post(() -> leg.untap(tap));
    }

    /** Tells {@code listener} of each key that the peer presses, in place of the listener before. */
    public void onDigit(DigitListener listener) {
        loop.post(() -> leg.onDigit(listener));
    }

    /**
     * Looks for keys in the peer's sound for as long as it does not negotiate telephone-events: whoever does is heard
     * by these only, or each key would come twice. Off at first, since it costs a decoding.
     */
    public void detectKeys(boolean wanted) {
        loop.post(() -> leg.detectKeys(wanted));
    }

    /**
     * Tells when nothing has come from the peer for so long although it was to send: {@code true}, and {@code false}
     * when it is there again. Measured from the agreement, or the end of a hold, on. In place of the listener before.
     *
     * @param listener called on the media loop: must not block
     */
    public void watch(Duration quiet, Consumer<Boolean> listener) {
        loop.post(() -> leg.watch(quiet, listener));
    }

    /**
     * Tells, once, why the keys that were to come by a handshake do not: whatever is said is not sent, nothing is
     * heard. In place of the listener before.
     *
     * @param listener called on the media loop: must not block
     */
    public void onUnprotected(Consumer<String> listener) {
        loop.post(() -> leg.onUnprotected(listener));
    }

    /** Shows each packet to {@code by} from now on, in place of the one before. */
    public void watchPackets(PacketWatch by) {
        loop.post(() -> leg.watchPackets(by));
    }

    /**
     * Presses keys, one after another, behind those that wait already: as telephone-events (RFC 4733), or as tones in
     * the audio when the peer did not negotiate these. They take the place of what plays meanwhile.
     *
     * @param digits out of {@code 0-9 * # A-D}
     * @param each how long each is held: 20 ms to 8 s, rounded up to whole frames
     * @param gap the silence between two; at least 60 ms are kept
     * @throws IllegalArgumentException for anything else
     */
    public void sendDigits(String digits, Duration each, Duration gap) {
        long held = ticks(each);
        if (held < 1 || held > TelephoneEvent.LONGEST / Source.FRAME || gap.isNegative()) {
            throw new IllegalArgumentException("durations: " + each + ", " + gap);
        }
        if (!digits.chars().allMatch(digit -> TelephoneEvent.isDigit((char) digit))) {
            throw new IllegalArgumentException("not all keys of a telephone: " + digits);
        }
        int silent = (int) Math.min(ticks(gap), Integer.MAX_VALUE / 2);
        loop.post(() ->
                digits.chars().forEach(digit -> leg.press(new DigitSender.Press((char) digit, (int) held, silent))));
    }

    /**
     * Connects two parties: each hears what the other says and gets the keys that the other presses. Where both speak
     * the same codec, packets go from one to the other as they are but for their numbers; else, and for as long as
     * something is played to who would hear them, through jitter buffer and codec. What is played to one of them covers
     * the other's voice for as long as it lasts; who listens goes on listening. Each leaves the bridge that it was in
     * before. The two may be on different loops.
     */
    public void bridge(MediaSession other) {
        Passage there = new Passage();
        Passage back = new Passage();
        loop.post(() -> leg.join(back, there, other::pass, other.leg));
        other.loop.post(() -> other.leg.join(there, back, this::pass, leg));
    }

    /** Lets the peer hear itself, until the next bridge or room or {@link #unbridge}: packets go back as they come. */
    public void echo() {
        Passage self = new Passage();
        loop.post(() -> leg.join(self, self, NO_KEYS, leg));
    }

    /** Hears and speaks at a place in a room. */
    void sit(Seat seat) {
        loop.post(() -> leg.join(seat, seat, NO_KEYS, null));
    }

    /** Ends the bridge for both, or leaves the room; without one does nothing. {@link #close} does this too. */
    public void unbridge() {
        loop.post(leg::part);
    }

    private void pass(char digit, Duration held) {
        Duration least = held.compareTo(SHORTEST_KEY) < 0 ? SHORTEST_KEY : held;
        sendDigits(String.valueOf(digit), least.compareTo(LONGEST_KEY) > 0 ? LONGEST_KEY : least, Duration.ZERO);
    }

    private static long ticks(Duration duration) {
        return Math.ceilDiv(duration.toMillis(), TICK.toMillis());
    }

    /** The figures as they are now; after {@link #close} the last ones. Waits for the loop, for less than a tick. */
    public MediaStats stats() {
        if (loop.isCurrent()) {
            return leg.stats();
        }
        CompletableFuture<MediaStats> stats = new CompletableFuture<>();
        loop.post(() -> stats.complete(leg.stats()));
        return stats.join();
    }

    /** Says RTCP BYE, ends what plays and who listens, and releases the ports. A second call does nothing. */
    @Override
    public void close() {
        loop.post(leg::close);
    }
}
