package voipbin.media;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import voipbin.media.codec.Codec;
import voipbin.media.rtp.RtpPacket;
import voipbin.media.rtp.RtpStream;
import voipbin.media.rtp.TelephoneEvent;
import voipbin.media.sdp.AgreedMedia;
import voipbin.media.sdp.Packing;
import voipbin.media.udp.PacketPort;

/**
 * What a leg sends, as packets of the kinds, and with as much sound in each, as its peer wants. Confined to the loop.
 */
final class RtpWriter {

    private static final int NO_EVENTS = -1;

    /** Ticks between two descriptions of noise: often enough for NATs, and for who takes a quiet stream for dead. */
    private static final int NOISE_TICKS = 10;

    /** dB below full scale: what a quiet line has (RFC 3389 §3.1). */
    private static final byte NOISE_LEVEL = 70;

    private final RtpStream stream;
    private final PacketPort port;
    private final Workbench bench;
    private final MediaCounters counters;
    private int audioType;
    private int eventType = NO_EVENTS;

    /** Units of an event's duration in a sample at 8000 Hz. */
    private int eventUnits = 1;

    private boolean sendsNoise;
    private @Nullable Packer packer;
    private boolean talking;
    private int quietTicks;

    RtpWriter(RtpStream stream, PacketPort port, LoopParts parts) {
        this.stream = stream;
        this.port = port;
        this.bench = parts.bench();
        this.counters = parts.counters();
    }

    void negotiated(AgreedMedia agreed) {
        Codec codec = agreed.codec();
        audioType = agreed.send().codecs().getOrDefault(codec, codec.payloadType());
        eventType = agreed.send().telephoneEvent().orElse(NO_EVENTS);
        eventUnits = agreed.send().telephoneClock() / 8000;
        Packing packing = agreed.peer().packing();
        boolean even = codec.clock() == Packing.NOISE_CLOCK;
        sendsNoise = even && packing.comfortNoise();
        // Opus stays at 20 ms: its length is the encoder's matter, and all its decoders take any.
        boolean usual = !even || packing.millis() == Packing.USUAL.millis();
        if (usual) {
            packer = null;
        } else if (packer == null || packer.millis() != packing.millis()) {
            packer = new Packer(packing.millis());
        }
    }

    /** Whether packets of 20 ms go out as such. */
    boolean sendsTicks() {
        return packer == null;
    }

    boolean knowsEvents() {
        return eventType != NO_EVENTS;
    }

    /** Units of its events' durations in a second. */
    int eventClock() {
        return eventUnits * 8000;
    }

    /** Whether silence is to be told of by {@link #noise}. */
    boolean sendsNoise() {
        return sendsNoise;
    }

    int audioType() {
        return audioType;
    }

    int eventType() {
        return eventType;
    }

    /** Nothing goes out in this tick: what follows begins a talkspurt. */
    void rest() {
        talking = false;
        if (packer != null) {
            packer.clear();
        }
    }

    /** Sends 20 ms of encoded sound that begin now, or keeps them until a packet is full. */
    void sound(byte[] payload, int length, SocketAddress target) {
        quietTicks = 0;
        if (length == 0) {
            return;
        }
        Packer to = packer;
        if (to == null) {
            send(payload, length, stream.timestamp(), target);
            return;
        }
        if (!to.continues(stream.timestamp())) {
            flush(target);
        }
        to.add(payload, length, stream.timestamp());
        while (to.count() >= to.size()) {
            send(to, to.size(), target);
        }
    }

    /** Sends what has not become a packet yet, since something else follows. */
    private void flush(SocketAddress target) {
        if (packer != null && packer.count() > 0) {
            send(packer, packer.count(), target);
        }
    }

    private void send(Packer from, int length, SocketAddress target) {
        send(from.bytes(), length, from.timestamp(), target);
        from.drop(length);
    }

    /** The marker begins a talkspurt: the first packet after none were sent (RFC 3551 §4.1). */
    private void send(byte[] payload, int length, int timestamp, SocketAddress target) {
        ByteBuffer out = bench.out.clear();
        stream.writeHeader(out, audioType, !talking, timestamp);
        out.put(RtpPacket.HEADER, payload, 0, length);
        talking = true;
        send(length, target);
    }

    /** Nobody says anything in this tick: tells so, now and then (RFC 3389 §4). */
    void noise(SocketAddress target) {
        if (quietTicks++ % NOISE_TICKS == 0) {
            flush(target);
            ByteBuffer out = bench.out.clear();
            stream.writeHeader(out, Packing.COMFORT_NOISE, false, stream.timestamp());
            out.put(RtpPacket.HEADER, NOISE_LEVEL);
            send(1, target);
        }
        talking = false;
    }

    /** Sends this tick's packet of the key that is held. */
    void key(DigitSender digits, SocketAddress target) {
        flush(target);
        ByteBuffer out = bench.out.clear();
        stream.writeHeader(out, eventType, digits.first(), digits.timestamp());
        int duration = Math.min(digits.duration() * eventUnits, TelephoneEvent.LONGEST);
        TelephoneEvent.write(out, RtpPacket.HEADER, digits.event(), digits.ending(), duration);
        send(TelephoneEvent.LENGTH, target);
    }

    private void send(int payloadBytes, SocketAddress target) {
        bench.out.position(0).limit(RtpPacket.HEADER + payloadBytes);
        stream.sent(payloadBytes);
        if (!port.send(bench.out, target)) {
            counters.unsent.increment();
        }
    }

    /** Sends another party's packet of sound, whose new header begins there. */
    void relaySound(RtpPacket packet, int at, SocketAddress target) {
        talking = true;
        relay(packet, at, target);
    }

    /** The same with anything else. */
    void relay(RtpPacket packet, int at, SocketAddress target) {
        ByteBuffer buffer = packet.buffer();
        int length = RtpPacket.HEADER + packet.payloadLength();
        ByteBuffer out = buffer.limit(at + length).position(at);
        if (at > 0) {
            out = bench.out.clear().put(buffer).flip();
        }
        if (!port.send(out, target)) {
            counters.unsent.increment();
        }
    }
}
