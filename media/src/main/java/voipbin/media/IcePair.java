package voipbin.media;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import voipbin.media.ice.IceLite;
import voipbin.media.ice.StunVerdict;
import voipbin.media.udp.UdpSocket;

/** Which addresses of the peer have proven themselves by ICE, and which of them it uses. Confined to the loop. */
final class IcePair {

    /** RFC 7675 §5.1: who has not said for so long that it wants our packets gets none. */
    private static final long CONSENT_NANOS = Duration.ofSeconds(30).toNanos();

    /** A browser has a handful of candidates. */
    private static final int MOST_VALID = 16;

    private final UdpSocket port;
    private final LoopParts parts;
    private final Latch latch;
    private final List<SocketAddress> valid = new ArrayList<>();
    private IceLite agent;
    private long priority = -1;
    private long heard;

    IcePair(UdpSocket port, LoopParts parts, Latch latch, IceLite agent) {
        this.port = port;
        this.parts = parts;
        this.latch = latch;
        this.agent = agent;
    }

    /** The peer has begun anew: the pair of before serves until it nominates another (RFC 8445 §9). */
    void restart(IceLite anew) {
        agent = anew;
        priority = -1;
    }

    /** Answers a STUN message. */
    void received(ByteBuffer packet, InetSocketAddress source) {
        switch (agent.received(packet, source)) {
            case StunVerdict.Checked check -> {
                port.send(ByteBuffer.wrap(check.answer()), source);
                checked(check, source);
            }
            case StunVerdict.Refused refused -> {
                parts.counters().stunRefused.increment();
                port.send(ByteBuffer.wrap(refused.answer()), source);
            }
            // Nobody vouches for an indication, so it keeps nothing alive but the NAT's binding.
            case StunVerdict.KeptAlive _ -> {}
            case StunVerdict.Unreadable _ -> parts.counters().malformed.increment();
        }
    }

    private void checked(StunVerdict.Checked check, InetSocketAddress source) {
        heard = parts.time().now();
        if (!valid.contains(source)) {
            if (valid.size() == MOST_VALID) {
                valid.removeFirst();
            }
            valid.add(source);
        }
        // Of several nominated pairs the best one counts (RFC 8445 §8.1.1).
        if (check.nominated() && check.priority() >= priority) {
            priority = check.priority();
            latch.settle(source);
        }
    }

    /** Whether a check from there was valid. */
    boolean isValid(SocketAddress source) {
        return valid.contains(source);
    }

    /** Authentic media comes from there, so that is the pair that the peer uses. */
    void used(SocketAddress source) {
        heard = parts.time().now();
        if (!latch.isTarget(source)) {
            latch.settle(source);
        }
    }

    /** Stops sending when the peer's consent has run out. */
    void tick(long now) {
        if (latch.latched() && now - heard > CONSENT_NANOS) {
            latch.unsettle();
        }
    }
}
