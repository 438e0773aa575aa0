package voipbin.platform.timeline;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import voipbin.base.Counters;
import voipbin.base.Id;
import voipbin.media.PacketWatch;
import voipbin.platform.call.Call;
import voipbin.platform.timeline.Ladders.Rung;
import voipbin.sip.trace.TracedMessage;

/**
 * Collects the packets of calls whose metadata says {@code rtp_debug}: of RTP the headers only, since what is said is
 * nobody's business, of RTCP all. Bounded by call and in all; what would not fit is dropped and counted
 * ({@code timeline.packets.dropped}).
 */
final class Captures {

    /** Over eight minutes both ways; the beginning says why nobody is heard. */
    private static final int MOST_OF_A_CALL = 50_000;

    private static final int MOST_WAITING = 200_000;

    /** The fixed header (RFC 3550, 5.1). */
    private static final int RTP_HEAD = 12;

    private static final int LONGEST_RTCP = 1_500;

    private final InstantSource clock;
    private final Queue<Packet> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final LongAdder kept;
    private final LongAdder dropped;

    Captures(InstantSource clock, Counters counters) {
        this.clock = clock;
        this.kept = counters.counter("timeline.packets.kept");
        this.dropped = counters.counter("timeline.packets.dropped");
    }

    private record Packet(Id<Call> call, TracedMessage message) {}

    /** For the packets of one leg of a call, which we send and receive at this address. */
    PacketWatch of(Id<Call> call, InetAddress local) {
        AtomicInteger left = new AtomicInteger(MOST_OF_A_CALL);
        return (sent, port, peer, packet) -> {
            if (left.get() == 0 || count.get() >= MOST_WAITING) {
                dropped.increment();
                return;
            }
            left.decrementAndGet();
            count.incrementAndGet();
            kept.increment();
            waiting.add(new Packet(call, message(sent, new InetSocketAddress(local, port), peer, packet)));
        };
    }

    private TracedMessage message(boolean sent, InetSocketAddress ours, InetSocketAddress peer, ByteBuffer packet) {
        boolean rtcp = isRtcp(packet);
        int length = packet.remaining();
        byte[] octets = new byte[Math.min(length, rtcp ? LONGEST_RTCP : RTP_HEAD)];
        packet.get(packet.position(), octets);
        String transport = rtcp ? "RTCP" : "RTP";
        return new TracedMessage(clock.instant(), transport, sent ? ours : peer, sent ? peer : ours, octets, length);
    }

    /** RFC 5761, 4: by the packet type. */
    private static boolean isRtcp(ByteBuffer packet) {
        int type = packet.remaining() < 2 ? 0 : packet.get(packet.position() + 1) & 0xff;
        return type >= 192 && type <= 223;
    }

    /** What is to be written. */
    List<Rung> take() {
        Map<Id<Call>, List<TracedMessage>> taken = new LinkedHashMap<>();
        for (int left = count.get(); left > 0; left--) {
            Packet packet = waiting.poll();
            if (packet == null) {
                break;
            }
            count.decrementAndGet();
            taken.computeIfAbsent(packet.call(), _ -> new ArrayList<>()).add(packet.message());
        }
        return taken.entrySet().stream()
                .map(call -> new Rung(call.getKey(), "", call.getValue()))
                .toList();
    }
}
