package voipbin.media;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.media.dtls.DtlsIdentity;
import voipbin.media.rtp.ReceiverStatistics;
import voipbin.media.rtp.RtpPacket;
import voipbin.media.rtp.RtpStream;
import voipbin.media.sdp.AgreedMedia;
import voipbin.media.sdp.Direction;

/** A session as its loop sees it: ports, a sending half, a receiving half and the reports. Confined to the loop. */
final class Leg implements TickWheel.Ticking {

    private static final Logger LOG = LoggerFactory.getLogger(Leg.class);

    private final LegPorts ports;
    private final MediaLoop loop;
    private final Runnable released;
    private final RtpStream stream;
    private final Latch rtpLatch = new Latch();
    private final Latch rtcpLatch = new Latch();
    private final SecureTransport secure;
    private final PacketTap tap;
    private final RtpSender sender;
    private final RtpReceiver receiver;
    private final RtcpReporter reporter;
    private final RtcpReporter.Way rtcpWay = this::sendRtcp;
    private final Watchdog watchdog = new Watchdog();
    private final Taps taps;
    private @Nullable AgreedMedia media;
    private @Nullable Inlet in;
    private @Nullable Outlet out;
    private boolean closed;

    /** @param released called once when the ports are free again */
    Leg(LegPorts ports, MediaLoop loop, RandomGenerator random, Supplier<DtlsIdentity> identity, Runnable released) {
        this.ports = ports;
        this.loop = loop;
        this.released = released;
        LoopParts parts = loop.parts();
        ReceiverStatistics statistics = new ReceiverStatistics();
        stream = new RtpStream(random);
        secure = new SecureTransport(ports.rtp(), loop, rtpLatch, identity);
        tap = new PacketTap(secure, ports.number());
        taps = new Taps(parts.bench());
        sender = new RtpSender(stream, tap, rtpLatch, taps, parts);
        receiver = new RtpReceiver(statistics, rtpLatch, taps, parts);
        reporter = new RtcpReporter(stream, statistics, parts, random);
    }

    LegPorts ports() {
        return ports;
    }

    /** Takes what was agreed, first or anew; the clock starts with the first agreement. */
    void negotiated(AgreedMedia agreed) {
        if (closed) {
            return;
        }
        secure.negotiated(agreed.peer().security(), agreed.peer().rtp());
        rtcpLatch.negotiated(agreed.peer().rtcp());
        sender.negotiated(agreed);
        receiver.negotiated(agreed);
        reporter.clock(agreed.codec().clock());
        if (!agreed.peer().multiplexed() && secure.ownRtcpPort()) {
            ports.openRtcp(loop, this::rtcpReceived);
        }
        if (media == null) {
            reporter.start(loop.parts().time().now());
            loop.startTicking(this);
        }
        media = agreed;
    }

    /** Who holds or is held owes us nothing, nor does who is muted: some phones send nothing then. */
    private boolean mayMiss(AgreedMedia agreed) {
        return agreed.direction() == Direction.SENDRECV && receiver.gate.isOpen();
    }

    @Override
    public void tick(long now) {
        AgreedMedia agreed = media;
        if (agreed == null) {
            return;
        }
        try {
            secure.tick(now);
            reporter.tick(now, rtcpWay);
            taps.asides.listen();
            sender.tick(agreed);
            receiver.tick(now);
            taps.tick();
            watchdog.tick(now, receiver.lastHeard(), mayMiss(agreed));
        } catch (RuntimeException bug) {
            LOG.error("a leg broke and is closed", bug);
            loop.post(this::close);
        }
    }

    @Override
    public void skip() {
        sender.skip();
        taps.asides.listen();
        taps.tick();
    }

    /** What arrives at the RTP port, which is RTCP too when they are multiplexed. */
    void received(ByteBuffer packet, SocketAddress source) {
        if (media == null) {
            loop.parts().counters().early.increment();
            return;
        }
        if (!secure.open(packet, source)) {
            return;
        }
        tap.show(false, false, packet, source);
        if (RtpPacket.isRtcp(packet)) {
            reporter.received(packet, source, rtpLatch::isTarget);
        } else {
            receiver.received(packet, source);
        }
    }

    private void rtcpReceived(ByteBuffer packet, SocketAddress source) {
        if (secure.openRtcp(packet)) {
            tap.show(false, true, packet, source);
            reporter.received(packet, source, rtcpLatch::admits);
        }
    }

    private boolean sendRtcp(ByteBuffer compound) {
        AgreedMedia agreed = media;
        boolean multiplexed = agreed != null && agreed.peer().multiplexed();
        SocketAddress target = multiplexed ? rtpLatch.target() : rtcpLatch.target();
        if (target == null) {
            return true;
        }
        tap.show(true, !multiplexed, compound, target);
        if (!secure.sealRtcp(compound)) {
            return true;
        }
        return multiplexed ? ports.rtp().send(compound, target) : ports.sendRtcp(compound, target);
    }

    void play(Player player, Player.Playing playing) {
        if (closed) {
            playing.end(new PlayEnd.Stopped());
        } else {
            player.play(playing);
        }
    }

    Voices voices() {
        return sender.voices;
    }

    void uncover() {
        sender.voices.cover.stop();
    }

    void mute(boolean in, boolean out) {
        receiver.gate.open(!in);
        sender.gate.open(!out);
    }

    /** A key that the peer has told us of in its own way. */
    void pressed(char digit, Duration held) {
        if (!closed) {
            receiver.keys.pressed(digit, held, KeyWays.Way.INFO);
        }
    }

    void listen(Sink sink) {
        receiver.listen(sink);
        if (closed) {
            receiver.deafen();
        }
    }

    void tap(Tap tap) {
        receiver.tap(tap);
        if (closed) {
            taps.close();
        }
    }

    void untap(Tap tap) {
        taps.remove(tap);
    }

    void onDigit(DigitListener listener) {
        receiver.keys.onDigit(listener);
    }

    void detectKeys(boolean wanted) {
        receiver.detectKeys(wanted);
    }

    void onUnprotected(Consumer<String> listener) {
        secure.watch.listen(listener);
    }

    void watchPackets(PacketWatch by) {
        tap.watch(by);
    }

    void watch(Duration quiet, Consumer<Boolean> listener) {
        watchdog.watch(quiet, listener);
    }

    /**
     * Hears and speaks through a bridge or in a room, in place of the one before.
     *
     * @param other side of the bridge, if there is one
     */
    void join(Inlet from, Outlet to, DigitListener keys, @Nullable Leg other) {
        part();
        if (closed) {
            from.end();
            to.end();
            return;
        }
        in = from;
        out = to;
        sender.join(from);
        receiver.join(to, keys, other == null || other.loop != loop ? null : other.sender);
    }

    /** Leaves the bridge; the other leg notices within a tick. */
    void part() {
        if (in != null) {
            in.end();
        }
        if (out != null) {
            out.end();
        }
        in = null;
        out = null;
        receiver.part();
    }

    void press(DigitSender.Press press) {
        sender.digits.press(press);
    }

    MediaStats stats() {
        MediaStats.Sent sent = new MediaStats.Sent(stream.packets(), stream.bytes());
        return new MediaStats(sent, receiver.stats(), reporter.received(), reporter.peer(), reporter.roundTrip());
    }

    /** Ends everything; a second call does nothing. */
    void close() {
        if (closed) {
            return;
        }
        closed = true;
        loop.forget(this);
        sender.voices.stop();
        receiver.deafen();
        taps.close();
        part();
        reporter.goodbye(loop.parts().time().now(), rtcpWay);
        secure.close();
        ports.close();
        released.run();
    }
}
