package voipbin.media;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
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

    private final RtpStream stream;
    private final PacketPort port;
    private final Latch latch;
    private final Workbench bench;
    private final MediaCounters counters;
    final Player player = new Player();
    final DigitSender digits = new DigitSender();
    private int audioType;
    private int eventType = NO_EVENTS;
    private boolean talking;
    private @Nullable Passage passage;

    RtpSender(RtpStream stream, PacketPort port, Latch latch, LoopParts parts) {
        this.stream = stream;
        this.port = port;
        this.latch = latch;
        this.bench = parts.bench();
        this.counters = parts.counters();
    }

    void negotiated(AgreedMedia agreed) {
        audioType = agreed.send()
                .codecs()
                .getOrDefault(agreed.codec(), agreed.codec().payloadType());
        eventType = agreed.send().telephoneEvent().orElse(NO_EVENTS);
    }

    /** Sends the frame that is due. */
    void tick(AgreedMedia agreed) {
        boolean sound = fill();
        boolean key = digits.begin(stream.timestamp());
        SocketAddress target = agreed.direction().sends() ? latch.target() : null;
        if (target == null) {
            talking = false;
        } else if (key && eventType != NO_EVENTS) {
            sendKey(target);
        } else {
            boolean audible = key ? digits.sound(bench.frame) : sound;
            sendAudio(agreed, audible, target);
        }
        stream.advance(Source.FRAME);
    }

    /** What is played covers what comes over the bridge. */
    private boolean fill() {
        boolean played = player.fill(bench.frame);
        Passage in = passage;
        if (in == null) {
            return played;
        }
        if (in.hasEnded()) {
            passage = null;
        } else if (played) {
            in.skip();
        } else {
            return in.take(bench.frame);
        }
        return played;
    }

    /** Sends what comes over a bridge. */
    void join(Passage in) {
        passage = in;
    }

    /** Time went by without a chance to send. */
    void skip() {
        stream.advance(Source.FRAME);
    }

    private void sendKey(SocketAddress target) {
        ByteBuffer out = bench.out.clear();
        stream.writeHeader(out, eventType, digits.first(), digits.timestamp());
        TelephoneEvent.write(out, RtpPacket.HEADER, digits.event(), digits.ending(), digits.duration());
        send(TelephoneEvent.LENGTH, target);
    }

    /** The marker begins a talkspurt: the first packet after none were sent (RFC 3551 §4.1). */
    private void sendAudio(AgreedMedia agreed, boolean audible, SocketAddress target) {
        if (audible) {
            agreed.codec().encode(bench.frame, Source.FRAME, bench.payload);
        } else {
            Arrays.fill(bench.payload, agreed.codec().encode((short) 0));
        }
        ByteBuffer out = bench.out.clear();
        stream.writeHeader(out, audioType, !talking, stream.timestamp());
        out.put(RtpPacket.HEADER, bench.payload);
        talking = true;
        send(Source.FRAME, target);
    }

    private void send(int payloadBytes, SocketAddress target) {
        bench.out.position(0).limit(RtpPacket.HEADER + payloadBytes);
        stream.sent(payloadBytes);
        if (!port.send(bench.out, target)) {
            counters.unsent.increment();
        }
    }
}
