package voipbin.media;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.media.KeyWays.Way;
import voipbin.media.audio.KeyDetector;
import voipbin.media.rtp.DigitReceiver;
import voipbin.media.rtp.RtpPacket;
import voipbin.media.rtp.TelephoneEvent;

/**
 * The keys that a leg's peer presses, in whatever way they come: to who listens, to the taps, and over a bridge.
 * Confined to the loop.
 */
final class KeyReceiver implements KeyDetector.Listener {

    static final DigitListener NOBODY = (digit, duration) -> {};

    private static final Logger LOG = LoggerFactory.getLogger(KeyReceiver.class);

    private final Taps taps;
    private final LoopParts parts;
    private final DigitReceiver events = new DigitReceiver();
    private final DigitReceiver.Listener eventEnd = this::event;
    private final KeyWays ways = new KeyWays();
    private int clock = 8000;
    private DigitListener listener = NOBODY;
    private DigitListener passenger = NOBODY;

    /** Of the event that is under way, and whether its key has gone over the bridge already. */
    private int timestamp;

    private boolean toldOf;

    /** Whether the key that is held was handed on packet by packet. */
    private boolean relayed;

    KeyReceiver(Taps taps, LoopParts parts) {
        this.taps = taps;
        this.parts = parts;
    }

    /** Units of an event's duration in a second. */
    void clock(int units) {
        clock = units;
    }

    void onDigit(DigitListener ear) {
        listener = ear;
    }

    /** Who is told of each key at the other end of a bridge; {@link #NOBODY} without one. */
    void handOnTo(DigitListener ear) {
        passenger = ear;
    }

    /**
     * A packet of a telephone-event.
     *
     * @param beyond the other side's sender if there is one on this loop: it may send the packet on as it is
     */
    void received(RtpPacket packet, @Nullable RtpSender beyond) {
        boolean relayable = beyond != null && beyond.relaysEvents(packet, clock) && !isToldOf(packet);
        relayed |= relayable;
        events.received(packet, eventEnd);
        if (beyond != null && relayable) {
            beyond.relayEvent(packet);
        }
    }

    /** Whether the key of this packet has gone over the bridge already, since the phone tells of it twice. */
    private boolean isToldOf(RtpPacket packet) {
        int event = packet.payloadLength() < TelephoneEvent.LENGTH
                ? -1
                : TelephoneEvent.event(packet.buffer(), packet.payloadOffset());
        if (packet.timestamp() != timestamp && TelephoneEvent.isKey(event)) {
            timestamp = packet.timestamp();
            toldOf = ways.isKnown(
                    TelephoneEvent.digit(event), Way.EVENT, parts.time().now());
        }
        return toldOf;
    }

    /** Ends a key whose last packets were lost. */
    void tick() {
        events.tick(eventEnd);
    }

    /** Another stream begins. */
    void reset() {
        events.reset(eventEnd);
    }

    private void event(char digit, int units) {
        pressed(digit, Duration.ofNanos(units * 1_000_000_000L / clock), Way.EVENT);
    }

    /** A key heard in the sound. */
    @Override
    public void key(char digit, int samples) {
        pressed(digit, Duration.ofNanos(samples * 125_000L), Way.TONE);
    }

    void pressed(char digit, Duration held, Way way) {
        boolean handedOn = way == Way.EVENT && relayed;
        relayed = relayed && !handedOn;
        if (!ways.isNew(digit, way, parts.time().now(), held.toNanos())) {
            return;
        }
        try {
            taps.pressed(digit);
            if (!handedOn) {
                passenger.digit(digit, held);
            }
            listener.digit(digit, held);
        } catch (RuntimeException bug) {
            LOG.error("a digit listener broke", bug);
        }
    }
}
