package voipbin.media;

import java.time.Duration;
import java.util.function.Consumer;
import voipbin.media.sdp.Direction;

/**
 * One party's audio: a pair of ports, what was negotiated about them, what is played there and who listens. All methods
 * may be called from any thread; what they change is sent as a message to the session's media loop and takes effect
 * within a tick.
 */
public final class MediaSession implements AutoCloseable {

    MediaSession() {}

    /** Our offer: PCMU, PCMA and telephone-event, both ways, with rtcp-mux (RFC 3264 §5). */
    public byte[] offer() {
        throw new UnsupportedOperationException();
    }

    /** Answers the peer's offer (RFC 3264 §6); media starts to flow when they agree. */
    public Negotiation answer(byte[] offer) {
        throw new UnsupportedOperationException();
    }

    /**
     * Takes the peer's answer to our {@link #offer} or {@link #reoffer}; media starts to flow when they agree. May be
     * called again with another answer to the same offer, as early media and forking bring.
     */
    public Negotiation accept(byte[] answer) {
        throw new UnsupportedOperationException();
    }

    /** Answers an offer within the session, e.g. hold or a new address; the ports stay (RFC 3264 §8). */
    public Negotiation reanswer(byte[] offer) {
        throw new UnsupportedOperationException();
    }

    /** A new offer within the session that wants this direction, seen from us; the ports stay (RFC 3264 §8). */
    public byte[] reoffer(Direction direction) {
        throw new UnsupportedOperationException();
    }

    /**
     * Plays a source in place of what plays now; it is first read when media flows.
     *
     * @param ended called once, on the media loop
     */
    public Playback play(Source source, Consumer<PlayEnd> ended) {
        throw new UnsupportedOperationException();
    }

    /** Gives the peer's decoded audio to {@code sink} in place of whom it was given to before, who is closed. */
    public void listen(Sink sink) {
        throw new UnsupportedOperationException();
    }

    /** Tells {@code listener} of each key that the peer presses, in place of the listener before. */
    public void onDigit(DigitListener listener) {
        throw new UnsupportedOperationException();
    }

    /**
     * Presses keys, one after another, behind those that wait already: as telephone-events (RFC 4733), or as tones in
     * the audio when the peer did not negotiate these.
     *
     * @param digits out of {@code 0-9 * # A-D}
     * @param each how long each is held
     * @param gap the silence between two; at least 60 ms are kept
     * @throws IllegalArgumentException for any other character
     */
    public void sendDigits(String digits, Duration each, Duration gap) {
        throw new UnsupportedOperationException();
    }

    /** The figures as they are now; after {@link #close} the last ones. */
    public MediaStats stats() {
        throw new UnsupportedOperationException();
    }

    /** Says RTCP BYE, ends what plays and who listens, and releases the ports. A second call does nothing. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
