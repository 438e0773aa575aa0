package voipbin.media;

import java.net.SocketAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import voipbin.media.codec.Codec;
import voipbin.media.codec.Encoder;
import voipbin.media.codec.G711;
import voipbin.media.codec.OpusOptions;
import voipbin.media.playout.Playout;
import voipbin.media.rtp.Relayed;
import voipbin.media.rtp.RtpPacket;
import voipbin.media.rtp.RtpStream;
import voipbin.media.sdp.AgreedMedia;
import voipbin.media.udp.PacketPort;

/**
 * The sending half of a leg: each tick exactly one frame's time goes by, and a packet with sound, a key or silence goes
 * out if the peer wants any. Silence is sent too, since NATs and phones take a quiet stream for a dead one. Confined to
 * the loop.
 */
final class RtpSender implements Playout.Heir {

    private static final int TICKS = 50;

    /** Ticks without a relayed packet after which silence is sent. */
    private static final int QUIET = 5;

    /** Ticks that a jitter buffer that begins now may take until sound comes out of it. */
    private static final int PATIENCE = 6;

    private final RtpStream stream;
    private final RtpWriter writer;
    private final Latch latch;
    private final Workbench bench;
    private final Taps taps;
    final Voices voices = new Voices();
    final Gate gate = new Gate();
    final DigitSender digits = new DigitSender();
    private final Rate voice = new Rate();
    private Codec encoding = Codec.PCMU;
    private OpusOptions options = OpusOptions.NONE;
    private @Nullable Encoder encoder;
    private @Nullable G711 law;
    /** Of the sound of this tick. */
    private int samples;

    /** Whether there was any. */
    private boolean arrived;

    /** Whether nobody says anything, rather than something that is silent. */
    private boolean nothing;

    private @Nullable Inlet inlet;
    private final Relayed relayed;
    private boolean sends;
    /** Ticks since a packet was relayed. */
    private int sinceRelayed = QUIET;
    /** Ticks for which what was relayed may be waited to go on as sound. */
    private int patience;

    RtpSender(RtpStream stream, PacketPort port, Latch latch, Taps taps, LoopParts parts) {
        this.stream = stream;
        this.latch = latch;
        this.taps = taps;
        this.bench = parts.bench();
        writer = new RtpWriter(stream, port, parts);
        relayed = new Relayed(stream);
    }

    void negotiated(AgreedMedia agreed) {
        Codec codec = agreed.codec();
        sends = agreed.direction().sends();
        writer.negotiated(agreed);
        OpusOptions wanted = agreed.send().opus();
        if (encoder == null || codec != encoding || !wanted.equals(options)) {
            encoding = codec;
            options = wanted;
            encoder = codec.encoder(wanted);
            voice.to(encoder.rate());
            law = G711.of(codec);
        }
    }

    /** Sends the frame that is due. */
    void tick(AgreedMedia agreed) {
        boolean relaying = sinceRelayed < QUIET;
        if (relaying && relays()) {
            // A relayed packet has moved the timestamp; where one is missing its time goes by all the same.
            stream.advance(sinceRelayed++ == 0 ? 0 : encoding.clock() / TICKS);
            return;
        }
        if (relaying) {
            relayEnds();
        }
        if (sendsEncoded()) {
            return;
        }
        short[] sound = sound();
        if (patience > 0 && !arrived) {
            patience--;
            return;
        }
        patience = 0;
        voices.join(sound, samples);
        gate.pass(sound, samples);
        send(sound, agreed.direction().sends() ? latch.target() : null);
        stream.advance(encoding.clock() / TICKS);
    }

    /** What many legs hear alike is encoded once for all of them. */
    private boolean sendsEncoded() {
        Inlet in = inlet;
        SocketAddress target = latch.target();
        boolean alone = isSilent() && taps.isEmpty();
        if (law == null || in == null || target == null || !sends || !alone) {
            return false;
        }
        int length = in.takeEncoded(law, bench.payload);
        if (length > 0) {
            writer.sound(bench.payload, length, target);
        }
        stream.advance(length == 0 ? 0 : encoding.clock() / TICKS);
        return length > 0;
    }

    private void send(short[] sound, @Nullable SocketAddress target) {
        boolean key = digits.begin(stream.timestamp());
        if (target == null) {
            writer.rest();
        } else if (key && writer.knowsEvents()) {
            writer.key(digits, target);
        } else if (!key && nothing && writer.sendsNoise() && !taps.asides.speakToPeer()) {
            taps.out(sound, samples);
            writer.noise(target);
        } else {
            short[] audible = key ? keySound() : sound;
            taps.out(audible, samples);
            if (gate.isWide()) {
                taps.asides.toPeer(audible, samples);
            }
            sendAudio(audible, target);
        }
    }

    /** Whether another party's packets may go out as they are. */
    private boolean relays() {
        return sends && latch.target() != null && isSilent();
    }

    /** Whether nothing of our own is said and nothing changes what goes out. */
    private boolean isSilent() {
        return voices.isIdle() && digits.isIdle() && gate.isWide() && !taps.asides.speakToPeer();
    }

    /** Whether somebody hears what goes out, and is to be given what is relayed as {@link #relayed} sound. */
    boolean isHeard() {
        return !taps.isEmpty();
    }

    /** 20 ms of what goes out, or went out a little before, as packets. */
    void relayed(short[] pcm, int count) {
        taps.relayed(pcm, count);
    }

    /** Whether such a packet of a party that speaks this codec may. */
    boolean relays(RtpPacket packet, Codec codec) {
        return codec == encoding && writer.sendsTicks() && codec.canBeFrame(packet.payloadLength()) && relays();
    }

    /** Whether a telephone-event of a party may whose durations are counted in so many units a second. */
    boolean relaysEvents(RtpPacket packet, int clock) {
        boolean alike = writer.knowsEvents() && clock == writer.eventClock();
        return alike && packet.payloadLength() <= Codec.MAX_PAYLOAD && relays();
    }

    /** Sends another party's packet, with new numbers only, if it {@link #relays} such. The packet is written over. */
    void relay(RtpPacket packet, Codec codec) {
        SocketAddress target = latch.target();
        if (relayed.take(packet, codec.clock()) && target != null) {
            sinceRelayed = 0;
            int at = relayed.write(packet, writer.audioType(), encoding.clock() / TICKS);
            writer.relaySound(packet, at, target);
        }
    }

    /** The same with a telephone-event. */
    void relayEvent(RtpPacket packet) {
        SocketAddress target = latch.target();
        if (relayed.takeEvent(packet) && target != null) {
            sinceRelayed = Math.min(sinceRelayed, 1);
            writer.relay(packet, relayed.write(packet, writer.eventType(), 0), target);
        }
    }

    /** What was relayed until now goes on as sound, as soon as a jitter buffer gives some. */
    void relayEnds() {
        patience = sinceRelayed < QUIET ? PATIENCE : patience;
        sinceRelayed = QUIET;
        relayed.interrupt();
    }

    /** Sends at once what is still on its way as sound, so that the relayed packets follow it without a hole. */
    void catchUp() {
        SocketAddress target = latch.target();
        Inlet in = inlet;
        if (in == null || target == null || !relays()) {
            return;
        }
        for (samples = in.take(bench.passed, voice.rate());
                samples > 0;
                samples = in.take(bench.passed, voice.rate())) {
            taps.relayed(bench.passed, samples);
            sendAudio(bench.passed, target);
            stream.advance(encoding.clock() / TICKS);
        }
    }

    /** The same with a payload that waits in a jitter buffer. */
    @Override
    public void handedOver(Codec codec, byte[] payload, int length) {
        SocketAddress target = latch.target();
        if (target != null && codec == encoding && relays()) {
            writer.sound(payload, length, target);
            stream.advance(encoding.clock() / TICKS);
        }
    }

    private short[] keySound() {
        boolean audible = digits.sound(bench.frame);
        samples = Source.FRAME;
        return audible ? bench.frame : silence();
    }

    private short[] silence() {
        Arrays.fill(bench.frame, (short) 0);
        samples = Source.FRAME;
        return bench.frame;
    }

    /** This tick's sound, of {@link #samples}: what is played covers what comes over the bridge. */
    private short[] sound() {
        boolean played = voices.fill(bench.frame);
        samples = played ? voices.samples() : Source.FRAME;
        Inlet in = inlet;
        arrived = played || in == null;
        nothing = !played;
        if (in != null && in.hasEnded()) {
            inlet = null;
        } else if (in != null && played) {
            in.skip();
        } else if (in != null) {
            int passed = in.take(bench.passed, voice.rate());
            arrived = passed > 0;
            nothing = !arrived;
            samples = passed > 0 ? passed : Source.FRAME;
            return passed > 0 ? bench.passed : silence();
        }
        return played ? voices.filled(bench.frame) : silence();
    }

    /** Sends what comes over a bridge or out of a room. */
    void join(Inlet in) {
        inlet = in;
    }

    /** Time went by without a chance to send. */
    void skip() {
        stream.advance(encoding.clock() / TICKS);
    }

    private void sendAudio(short[] sound, SocketAddress target) {
        Encoder to = encoder;
        if (to == null) {
            return;
        }
        to.sampledAt(samples * TICKS);
        short[] pcm = voice.convert(sound, samples, bench.converted);
        writer.sound(bench.payload, to.encode(pcm, bench.payload), target);
    }
}
