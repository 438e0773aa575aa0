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

    private final MediaLoop loop;
    private final Leg leg;
    private final OfferAnswer offerAnswer;

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
     * are passed over, and when none is left we offer what we have.
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
                    loop.post(() -> leg.negotiated(agreed.media()));
                    yield new Negotiation.Agreed(
                            agreed.sdp(), agreed.media().codec(), agreed.media().direction());
                }
            };
        }
    }

    /**
     * Plays a source in place of what plays now; it is first read when media flows. The source goes on while the peer
     * is on hold, unheard.
     *
     * @param ended called once, on the media loop: must not block
     */
    public Playback play(Source source, Consumer<PlayEnd> ended) {
        Player.Playing playing = new Player.Playing(source, ended);
        loop.post(() -> leg.play(playing));
        return () -> loop.post(() -> leg.stop(playing));
    }

    /**
     * Gives the peer's decoded audio to {@code sink}, from the first packet from now on, in place of whom it was given
     * to before, who is closed.
     */
    public void listen(Sink sink) {
        loop.post(() -> leg.listen(sink));
    }

    /** Tells {@code listener} of each key that the peer presses, in place of the listener before. */
    public void onDigit(DigitListener listener) {
        loop.post(() -> leg.onDigit(listener));
    }

    /**
     * Looks for keys in the peer's sound too, for a peer that does not negotiate telephone-events; off at first, since
     * it costs a decoding. Who negotiated them is heard by these only, or each key would come twice.
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
     * Connects two parties: each hears what the other says, through jitter buffer and codec, and gets the keys that the
     * other presses. What is played to one of them covers the other's voice for as long as it lasts; who listens goes
     * on listening. Each leaves the bridge that it was in before. The two may be on different loops.
     */
    public void bridge(MediaSession other) {
        Passage there = new Passage();
        Passage back = new Passage();
        loop.post(() -> leg.join(back, there, other::pass));
        other.loop.post(() -> other.leg.join(there, back, this::pass));
    }

    /** Ends the bridge for both; without one does nothing. {@link #close} does this too. */
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
