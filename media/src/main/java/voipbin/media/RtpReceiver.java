package voipbin.media;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import voipbin.media.codec.Codec;
import voipbin.media.playout.Playout;
import voipbin.media.playout.PlayoutStats;
import voipbin.media.rtp.ReceiverStatistics;
import voipbin.media.rtp.RtpPacket;
import voipbin.media.sdp.AgreedMedia;
import voipbin.media.sdp.Formats;

/**
 * The receiving half of a leg, stage by stage: validate, check the source, count, then keys or sound; the sound is
 * pulled out on the tick. Confined to the loop.
 */
final class RtpReceiver {

    private final ReceiverStatistics statistics;
    private final Latch latch;
    private final LoopParts parts;
    private final Taps taps;
    private final RtpPacket packet;
    final Gate gate = new Gate();
    final KeyReceiver keys;
    private final Ears ears;
    private final @Nullable Codec[] codecs = new Codec[128];
    private int eventType = -1;
    private boolean receives;
    private @Nullable Playout playout;
    private @Nullable Outlet outlet;
    private @Nullable RtpSender beyond;
    /** Whether packets go through the bridge as they are. */
    private boolean relaying;

    private boolean relayedAny;
    /** The timestamp of what was relayed last. */
    private int relayedLast;
    /** Whether what was relayed may come out of the jitter buffer once more, and is to be left out. */
    private boolean repeating;

    private PlayoutStats before = PlayoutStats.NOTHING;
    private long lastHeard;

    RtpReceiver(ReceiverStatistics statistics, Latch latch, Taps taps, LoopParts parts) {
        this.statistics = statistics;
        this.latch = latch;
        this.taps = taps;
        this.parts = parts;
        this.packet = parts.bench().packet;
        this.keys = new KeyReceiver(taps, parts);
        this.ears = new Ears(taps, keys, parts.bench());
    }

    void negotiated(AgreedMedia agreed) {
        Formats formats = agreed.receive();
        Arrays.fill(codecs, null);
        formats.codecs().forEach((codec, type) -> codecs[type] = codec);
        eventType = formats.telephoneEvent().orElse(-1);
        keys.clock(formats.telephoneClock());
        receives = agreed.direction().receives();
        ears.negotiated(eventType >= 0);
        adjust();
    }

    /** Stage by stage; what a stage refuses is counted and goes no further. */
    void received(ByteBuffer datagram, SocketAddress source) {
        MediaCounters counters = parts.counters();
        if (!packet.wrap(datagram)) {
            counters.malformed.increment();
            return;
        }
        int type = packet.payloadType();
        Codec codec = codecs[type];
        boolean noise = type == Playout.COMFORT_NOISE;
        boolean known = codec != null || type == eventType;
        // Only a negotiated payload type proves a peer: that is what keeps a guesser from being latched on.
        if (!known && !latch.latched()) {
            counters.unexpected.increment();
            return;
        }
        long now = parts.time().now();
        if (!latch.admits(source, packet.ssrc(), now)) {
            counters.foreign.increment();
            return;
        }
        if (!known && !noise) {
            counters.unexpected.increment();
        }
        count(codec, now);
        if (receives && type == eventType) {
            keys.received(packet, beyond());
        } else if (receives && (codec != null || noise)) {
            hear(codec, now);
        }
    }

    private void count(@Nullable Codec codec, long nanos) {
        lastHeard = nanos;
        if (codec != null) {
            statistics.clock(codec.clock());
        }
        if (statistics.begun() && packet.ssrc() != statistics.ssrc()) {
            keys.reset();
            repeating = false;
            if (playout != null) {
                playout.reset();
            }
        }
        statistics.received(packet, nanos);
    }

    private void hear(@Nullable Codec codec, long nanos) {
        if (packet.payloadLength() == 0) {
            return;
        }
        RtpSender to = beyond();
        boolean unchanged = gate.isWide() && !taps.asides.speakAsPeer();
        boolean relayable = to != null && codec != null && unchanged && to.relays(packet, codec);
        if (relaying != relayable) {
            relay(relayable);
        }
        // First into the jitter buffer, since the relay writes over the packet.
        if (playout != null) {
            playout.put(codec, packet, nanos);
        }
        if (to != null && codec != null && relayable) {
            relayedLast = packet.timestamp();
            relayedAny = true;
            to.relay(packet, codec);
        }
    }

    /** The other side's sender while it is still there. */
    private @Nullable RtpSender beyond() {
        return outlet == null || outlet.hasEnded() ? null : beyond;
    }

    /** From this packet on its likes go through the bridge as they are, or as sound no more and no less than once. */
    private void relay(boolean wanted) {
        RtpSender to = beyond;
        relaying = wanted && to != null;
        if (to == null) {
            return;
        }
        if (!wanted) {
            to.relayEnds();
        } else {
            to.catchUp();
            if (playout != null && !repeating) {
                playout.handOver(to);
            }
        }
        repeating = !wanted && relayedAny;
        adjust();
    }

    /** Gives 20 ms to who listens. */
    void tick(long now) {
        keys.tick();
        if (outlet != null && outlet.hasEnded()) {
            part();
        }
        adjust();
        Playout from = playout;
        short[] heard = parts.bench().heard;
        if (from == null || !from.read(heard, now)) {
            saidAside();
            return;
        }
        int samples = from.rate() / 50;
        ears.hearKeys(heard, samples);
        gate.pass(heard, samples);
        repeating = repeating && from.position() - relayedLast <= 0;
        ears.hear(heard, samples);
        RtpSender to = beyond();
        if (to != null && (relaying || repeating)) {
            to.relayed(heard, samples);
        } else if (outlet != null) {
            taps.asides.asPeer(heard, samples);
            outlet.put(heard, samples);
        }
    }

    /** What is said as the peer while it says nothing itself. */
    private void saidAside() {
        if (outlet == null || !taps.asides.speakAsPeer()) {
            return;
        }
        short[] silence = parts.bench().heard;
        Arrays.fill(silence, 0, Source.FRAME, (short) 0);
        if (taps.asides.asPeer(silence, Source.FRAME)) {
            outlet.put(silence, Source.FRAME);
        }
    }

    /** A jitter buffer is there while its sound is wanted: whoever begins to listen hears nothing that went stale. */
    private void adjust() {
        RtpSender to = beyond();
        boolean heardOut = to != null && to.isHeard();
        boolean passes = outlet != null && (!relaying || heardOut);
        boolean wanted = ears.areOpen() || passes;
        if (wanted && playout == null) {
            playout = new Playout(parts.bench().decoded);
        } else if (!wanted && playout != null) {
            before = played();
            playout = null;
        }
    }

    /** When the last packet of the peer came, in nanoseconds of the engine's clock; 0 before the first. */
    long lastHeard() {
        return lastHeard;
    }

    void listen(Sink listening) {
        // First nobody, which lets go of what waits in the jitter buffer.
        deafen();
        ears.listen(listening);
        adjust();
    }

    /** Another tap is there from now on. */
    void tap(Tap tap) {
        ears.tap(tap);
        adjust();
    }

    /**
     * Sends what is heard through a bridge or into a room too, and keys with it.
     *
     * @param sender of the other side, if it is on this loop: packets that may go out as they are are given to it
     */
    void join(Outlet to, DigitListener ear, @Nullable RtpSender sender) {
        outlet = to;
        keys.handOnTo(ear);
        beyond = sender;
        relaying = sender != null;
        relayedAny = false;
        repeating = false;
        adjust();
    }

    /** Looks for keys in the sound if the peer does not negotiate telephone-events, or no more. */
    void detectKeys(boolean wanted) {
        ears.detectKeys(wanted);
        adjust();
    }

    void part() {
        outlet = null;
        keys.handOnTo(KeyReceiver.NOBODY);
        beyond = null;
        relaying = false;
        adjust();
    }

    private PlayoutStats played() {
        return playout == null ? before : before.plus(playout.stats());
    }

    /** Nobody listens any more. */
    void deafen() {
        ears.deafen();
        adjust();
    }

    MediaStats.Received stats() {
        Duration jitter = Duration.ofNanos(statistics.jitterNanos());
        return new MediaStats.Received(statistics.packets(), statistics.bytes(), statistics.lost(), jitter, played());
    }
}
