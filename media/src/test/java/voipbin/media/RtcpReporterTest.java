package voipbin.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import voipbin.base.Counters;
import voipbin.media.rtp.NtpTime;
import voipbin.media.rtp.ReceiverStatistics;
import voipbin.media.rtp.RtcpPacket;
import voipbin.media.rtp.RtcpParser;
import voipbin.media.rtp.RtpPacket;
import voipbin.media.rtp.RtpPackets;
import voipbin.media.rtp.RtpStream;

/** Two reporters on one clock, which a test moves, with a wire of 15 ms between them. */
class RtcpReporterTest {

    private static final long MILLI = 1_000_000;
    private static final long WIRE = 15 * MILLI;

    private final Counters counters = new Counters();
    private long nanos = 1_000_000_000L;
    private final Side alice = new Side(1);
    private final Side bob = new Side(2);

    private final class Side {

        final RtpStream stream;
        final ReceiverStatistics statistics = new ReceiverStatistics();
        final RtcpReporter reporter;
        final List<Long> sentAt = new ArrayList<>();
        final List<ByteBuffer> sent = new ArrayList<>();

        Side(int seed) {
            MediaTime time = new MediaTime(() -> nanos, NtpTime.anchored(0, 0));
            LoopParts parts = new LoopParts(new Workbench(), time, new MediaCounters(counters));
            stream = new RtpStream(new Random(seed));
            reporter = new RtcpReporter(stream, statistics, parts, new Random(seed));
        }

        void tick() {
            reporter.tick(nanos, this::send);
        }

        boolean send(ByteBuffer compound) {
            sentAt.add(nanos);
            sent.add(ByteBuffer.allocate(compound.remaining()).put(compound).flip());
            return true;
        }

        void talkTo(Side other) {
            ByteBuffer packet = ByteBuffer.allocate(RtpPacket.HEADER + 160);
            stream.writeHeader(packet, 0, false, stream.timestamp());
            RtpPacket view = new RtpPacket();
            view.wrap(packet);
            other.statistics.received(view, nanos + WIRE);
            stream.sent(160);
            stream.advance(160);
        }

        RtcpPacket first() {
            return RtcpParser.parse(sent.getLast()).getFirst();
        }
    }

    @Test
    void reportsComeAboutEveryFiveSecondsNeverInStep() {
        alice.reporter.start(nanos);
        run(alice, 600);
        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < alice.sentAt.size(); i++) {
            gaps.add((alice.sentAt.get(i) - alice.sentAt.get(i - 1)) / MILLI);
        }
        assertThat(gaps).allSatisfy(gap -> assertThat(gap).isBetween(2_050L, 6_180L));
        assertThat(gaps.stream().mapToLong(gap -> gap).average().orElseThrow()).isBetween(3_700.0, 4_500.0);
        assertThat(gaps.stream().distinct().count()).isGreaterThan(50);
    }

    private void run(Side side, int seconds) {
        for (int i = 0; i < seconds * 50; i++) {
            side.tick();
            nanos += 20 * MILLI;
        }
    }

    @Test
    void whoSendsReportsAsSenderAndWhoOnlyListensAsReceiver() {
        alice.reporter.start(nanos);
        bob.reporter.start(nanos);
        for (int i = 0; i < 400; i++) {
            alice.talkTo(bob);
            alice.tick();
            bob.tick();
            nanos += 20 * MILLI;
        }
        assertThat(alice.first()).isInstanceOf(RtcpPacket.SenderReport.class);
        assertThat(bob.first()).isInstanceOf(RtcpPacket.ReceiverReport.class);
        run(alice, 30);
        assertThat(alice.first()).isInstanceOf(RtcpPacket.ReceiverReport.class);
    }

    @Test
    void theRoundTripIsThatOfTheWire() {
        alice.talkTo(bob);
        alice.reporter.start(nanos);
        while (alice.sent.isEmpty()) {
            alice.tick();
            nanos += 20 * MILLI;
        }
        nanos = alice.sentAt.getFirst() + WIRE;
        deliver(alice, bob);
        nanos += 1_234 * MILLI;
        bob.reporter.goodbye(nanos, bob::send);
        assertThat(bob.sent).isEmpty();
        bob.talkTo(alice);
        bob.reporter.goodbye(nanos, bob::send);
        nanos += WIRE;
        deliver(bob, alice);
        assertThat(alice.reporter.roundTrip().orElseThrow())
                .isBetween(Duration.ofNanos(29_900_000), Duration.ofNanos(30_100_000));
        assertThat(alice.reporter.peer()).contains(new MediaStats.PeerReport(0, 0, Duration.ZERO));
    }

    private static void deliver(Side from, Side to) {
        to.reporter.received(from.sent.getLast(), RawPhone.LOOPBACK_9, _ -> true);
    }

    @Test
    void aGoodbyeFollowsAReport() {
        alice.talkTo(bob);
        alice.reporter.goodbye(nanos, alice::send);
        List<RtcpPacket> compound = RtcpParser.parse(alice.sent.getFirst());
        assertThat(compound).hasSize(3);
        assertThat(compound.getLast()).isEqualTo(new RtcpPacket.Goodbye(alice.stream.ssrc()));
    }

    @Test
    void rubbishAndStrangersAreCounted() {
        alice.reporter.received(RtpPackets.of(72, 1, 1, new byte[3]), RawPhone.LOOPBACK_9, _ -> true);
        bob.talkTo(alice);
        bob.reporter.goodbye(nanos, bob::send);
        alice.reporter.received(bob.sent.getFirst(), RawPhone.LOOPBACK_9, _ -> false);
        assertThat(counters.counts()).containsEntry("media.packets.malformed", 1L);
        assertThat(counters.counts()).containsEntry("media.packets.foreign", 1L);
    }
}
