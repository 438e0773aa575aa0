package voipbin.media;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.media.codec.Codec;
import voipbin.media.rtp.DigitReceiver;
import voipbin.media.rtp.JitterBuffer;
import voipbin.media.rtp.ReceiverStatistics;
import voipbin.media.rtp.RtpPacket;
import voipbin.media.sdp.AgreedMedia;
import voipbin.media.sdp.Formats;

/**
 * The receiving half of a leg, stage by stage: validate, check the source, count, then keys or sound; the sound is
 * pulled out on the tick. Confined to the loop.
 */
final class RtpReceiver {

    private static final Logger LOG = LoggerFactory.getLogger(RtpReceiver.class);
    private static final DigitListener NOBODY = (digit, duration) -> {};

    private final ReceiverStatistics statistics;
    private final Latch latch;
    private final LoopParts parts;
    private final RtpPacket packet;
    private final DigitReceiver digits = new DigitReceiver();
    private final DigitReceiver.Listener digitEnd = this::digit;
    private final @Nullable Codec[] codecs = new Codec[128];
    private int eventType = -1;
    private boolean receives;
    private DigitListener digitListener = NOBODY;
    private @Nullable JitterBuffer buffer;
    private @Nullable Sink sink;
    private @Nullable Passage passage;
    private DigitListener passenger = NOBODY;
    private long lateBefore;

    RtpReceiver(ReceiverStatistics statistics, Latch latch, LoopParts parts) {
        this.statistics = statistics;
        this.latch = latch;
        this.parts = parts;
        this.packet = parts.bench().packet;
    }

    void negotiated(AgreedMedia agreed) {
        Formats formats = agreed.receive();
        Arrays.fill(codecs, null);
        formats.codecs().forEach((codec, type) -> codecs[type] = codec);
        eventType = formats.telephoneEvent().orElse(-1);
        receives = agreed.direction().receives();
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
        boolean known = codec != null || type == eventType;
        // Only a negotiated payload type proves a peer: that is what keeps a guesser from being latched on.
        if (!known && !latch.latched()) {
            counters.unexpected.increment();
            return;
        }
        if (!latch.admits(source)) {
            counters.foreign.increment();
            return;
        }
        if (!known) {
            counters.unexpected.increment();
        }
        count(parts.time().now());
        if (receives && type == eventType) {
            digits.received(packet, digitEnd);
        } else if (receives && codec != null) {
            hear(codec);
        }
    }

    private void count(long nanos) {
        if (statistics.begun() && packet.ssrc() != statistics.ssrc()) {
            digits.reset(digitEnd);
            if (buffer != null) {
                buffer.reset();
            }
        }
        statistics.received(packet, nanos);
    }

    private void hear(Codec codec) {
        int samples = packet.payloadLength();
        if (buffer != null && samples > 0) {
            short[] decoded = parts.bench().decoded;
            codec.decode(packet.buffer(), packet.payloadOffset(), samples, decoded);
            buffer.put(packet.timestamp(), decoded, samples);
        }
    }

    /** Gives 20 ms to who listens. */
    void tick() {
        digits.tick(digitEnd);
        if (passage != null && passage.hasEnded()) {
            part();
        }
        Sink listening = sink;
        Passage out = passage;
        short[] heard = parts.bench().heard;
        if ((listening == null && out == null) || buffer == null || !buffer.read(heard, Source.FRAME)) {
            return;
        }
        if (out != null) {
            out.put(heard);
        }
        if (listening != null) {
            give(listening, heard);
        }
    }

    private void give(Sink listening, short[] heard) {
        try {
            listening.write(heard, Source.FRAME);
        } catch (RuntimeException bug) {
            LOG.error("a sink broke", bug);
            deafen();
        }
    }

    void listen(Sink listening) {
        deafen();
        if (passage == null) {
            beginBuffer();
        }
        sink = listening;
    }

    /** Sends what is heard through a bridge too, and keys with it. */
    void join(Passage out, DigitListener keys) {
        if (sink == null) {
            beginBuffer();
        }
        passage = out;
        passenger = keys;
    }

    void part() {
        passage = null;
        passenger = NOBODY;
    }

    /** Whoever begins to listen hears what comes from now on, not what has gone stale in the buffer. */
    private void beginBuffer() {
        lateBefore += buffer == null ? 0 : buffer.late();
        buffer = new JitterBuffer();
    }

    /** Nobody listens any more. */
    void deafen() {
        Sink before = sink;
        sink = null;
        if (before != null) {
            try {
                before.close();
            } catch (RuntimeException bug) {
                LOG.error("closing a sink failed", bug);
            }
        }
    }

    void onDigit(DigitListener listener) {
        digitListener = listener;
    }

    private void digit(char digit, int samples) {
        Duration held = Duration.ofNanos(samples * 125_000L);
        try {
            passenger.digit(digit, held);
            digitListener.digit(digit, held);
        } catch (RuntimeException bug) {
            LOG.error("a digit listener broke", bug);
        }
    }

    MediaStats.Received stats() {
        long late = lateBefore + (buffer == null ? 0 : buffer.late());
        Duration jitter = Duration.ofNanos(statistics.jitterNanos());
        return new MediaStats.Received(statistics.packets(), statistics.bytes(), statistics.lost(), late, jitter);
    }
}
