package voipbin.media;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import voipbin.media.codec.Codec;
import voipbin.media.codec.Encoder;
import voipbin.media.codec.OpusOptions;
import voipbin.media.rtp.RtpPacket;
import voipbin.media.rtp.RtpStream;
import voipbin.media.rtp.TelephoneEvent;
import voipbin.media.sdp.AgreedMedia;

/**
 * The sending half of a leg: each tick exactly one frame's time goes by, and a packet with sound, a key or silence goes
 * out if the peer wants any. Silence is sent too, since NATs and phones take a quiet stream for a dead one. Confined to
 * the loop.
 */
final class RtpSender {

    private static final int NO_EVENTS = -1;
    private static final int TICKS = 50;

    private final RtpStream stream;
    private final PacketPort port;
    private final Latch latch;
    private final Workbench bench;
    private final MediaCounters counters;
    private final Taps taps;
    final Voices voices = new Voices();
    final Gate gate = new Gate();
    final DigitSender digits = new DigitSender();
    private final Rate voice = new Rate();
    private Codec encoding = Codec.PCMU;
    private OpusOptions options = OpusOptions.NONE;
    private @Nullable Encoder encoder;
    private int audioType;
    private int eventType = NO_EVENTS;
    /** Units of an event's duration in a sample at 8000 Hz. */
    private int eventUnits = 1;

    /** Of the sound of this tick. */
    private int samples;

    private boolean talking;
    private @Nullable Passage passage;

    RtpSender(RtpStream stream, PacketPort port, Latch latch, Taps taps, LoopParts parts) {
        this.stream = stream;
        this.port = port;
        this.latch = latch;
        this.taps = taps;
        this.bench = parts.bench();
        this.counters = parts.counters();
    }

    void negotiated(AgreedMedia agreed) {
        Codec codec = agreed.codec();
        audioType = agreed.send().codecs().getOrDefault(codec, codec.payloadType());
        eventType = agreed.send().telephoneEvent().orElse(NO_EVENTS);
        eventUnits = agreed.send().telephoneClock() / 8000;
        OpusOptions wanted = agreed.send().opus();
        if (encoder == null || codec != encoding || !wanted.equals(options)) {
            encoding = codec;
            options = wanted;
            encoder = codec.encoder(wanted);
            voice.to(encoder.rate());
        }
    }

    /** Sends the frame that is due. */
    void tick(AgreedMedia agreed) {
        short[] sound = sound();
        voices.join(sound, samples);
        gate.pass(sound, samples);
        boolean key = digits.begin(stream.timestamp());
        SocketAddress target = agreed.direction().sends() ? latch.target() : null;
        if (target == null) {
            talking = false;
        } else if (key && eventType != NO_EVENTS) {
            sendKey(target);
        } else {
            short[] audible = key ? keySound() : sound;
            taps.out(audible, samples);
            sendAudio(audible, target);
        }
        stream.advance(encoding.clock() / TICKS);
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
        samples = Source.FRAME;
        Passage in = passage;
        if (in != null && in.hasEnded()) {
            passage = null;
        } else if (in != null && played) {
            in.skip();
        } else if (in != null) {
            int passed = in.take(bench.passed);
            samples = passed > 0 ? passed : Source.FRAME;
            return passed > 0 ? bench.passed : silence();
        }
        return played ? bench.frame : silence();
    }

    /** Sends what comes over a bridge. */
    void join(Passage in) {
        passage = in;
    }

    /** Time went by without a chance to send. */
    void skip() {
        stream.advance(encoding.clock() / TICKS);
    }

    private void sendKey(SocketAddress target) {
        ByteBuffer out = bench.out.clear();
        stream.writeHeader(out, eventType, digits.first(), digits.timestamp());
        int duration = Math.min(digits.duration() * eventUnits, TelephoneEvent.LONGEST);
        TelephoneEvent.write(out, RtpPacket.HEADER, digits.event(), digits.ending(), duration);
        send(TelephoneEvent.LENGTH, target);
    }

    /** The marker begins a talkspurt: the first packet after none were sent (RFC 3551 §4.1). */
    private void sendAudio(short[] sound, SocketAddress target) {
        Encoder to = encoder;
        if (to == null) {
            return;
        }
        short[] pcm = voice.convert(sound, samples, bench.converted);
        int length = to.encode(pcm, bench.payload);
        if (length == 0) {
            return;
        }
        ByteBuffer out = bench.out.clear();
        stream.writeHeader(out, audioType, !talking, stream.timestamp());
        out.put(RtpPacket.HEADER, bench.payload, 0, length);
        talking = true;
        send(length, target);
    }

    private void send(int payloadBytes, SocketAddress target) {
        bench.out.position(0).limit(RtpPacket.HEADER + payloadBytes);
        stream.sent(payloadBytes);
        if (!port.send(bench.out, target)) {
            counters.unsent.increment();
        }
    }
}
