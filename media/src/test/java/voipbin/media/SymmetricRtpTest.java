package voipbin.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Counters;
import voipbin.media.audio.Tone;
import voipbin.media.codec.G711;
import voipbin.media.rtp.NtpTime;
import voipbin.media.rtp.ReportBlock;
import voipbin.media.rtp.RtcpPacket;
import voipbin.media.rtp.RtcpParser;
import voipbin.media.rtp.RtcpWriter;
import voipbin.media.rtp.RtpPacket;
import voipbin.media.rtp.RtpPackets;
import voipbin.media.sdp.Direction;

/** A session against phones whose every packet is made by hand. */
class SymmetricRtpTest {

    private final Counters counters = new Counters();
    private MediaEngine engine;
    private MediaSession session;
    private RawPhone phone;
    private RawPhone other;
    private InetSocketAddress port = RawPhone.LOOPBACK_9;

    @BeforeEach
    void start() throws IOException {
        engine = Sessions.engine(4, counters);
        session = Sessions.open(engine);
        phone = new RawPhone();
        other = new RawPhone();
    }

    @AfterEach
    void stop() {
        engine.close();
        phone.close();
        other.close();
    }

    private byte[] answer(byte[] offer) {
        byte[] sdp = Sessions.agreed(session.answer(offer)).sdp();
        port = RawPhone.address(sdp);
        // The answer of the loop says that it has taken the agreement; packets before that are early ones.
        session.stats();
        return sdp;
    }

    @Test
    void silenceIsSentOnAnEvenClockFromTheBeginning() throws Exception {
        answer(phone.sdp("a=rtcp-mux"));
        RtpPacket first = phone.receiveRtp();
        assertThat(first.marker()).isTrue();
        for (int i = 1; i < 20; i++) {
            RtpPacket next = phone.receiveRtp();
            assertThat(next.marker()).isFalse();
            assertThat(next.payloadType()).isZero();
            assertThat(next.ssrc()).isEqualTo(first.ssrc());
            assertThat(next.sequence()).isEqualTo(first.sequence() + i & 0xFFFF);
            assertThat(next.timestamp()).isEqualTo(first.timestamp() + i * 160);
            assertThat(next.payloadLength()).isEqualTo(160);
            assertThat(next.buffer().get(12 + i)).isEqualTo(G711.PCMU.encode((short) 0));
        }
    }

    @Test
    void theClockDoesNotDrift() throws Exception {
        answer(phone.sdp("a=rtcp-mux"));
        RtpPacket first = phone.receiveRtp();
        long begin = System.nanoTime();
        long[] late = new long[100];
        for (int i = 0; i < late.length; i++) {
            RtpPacket packet = phone.receiveRtp();
            int frames = (packet.timestamp() - first.timestamp()) / 160;
            late[i] = System.nanoTime() - begin - frames * 20_000_000L;
        }
        // The least lateness of many packets is free of what else the machine does.
        long early = Arrays.stream(late, 0, 50).min().orElseThrow();
        long end = Arrays.stream(late, 50, 100).min().orElseThrow();
        assertThat(Duration.ofNanos(Math.abs(end - early))).isLessThan(Duration.ofMillis(10));
    }

    @Test
    void sendsToWhereThePeerReallyIsAndHearsNobodyElse() throws Exception {
        byte[] lie = new String(phone.sdp("a=rtcp-mux"), StandardCharsets.UTF_8)
                .replace("m=audio " + phone.socket.getLocalPort(), "m=audio " + other.socket.getLocalPort())
                .getBytes(StandardCharsets.UTF_8);
        answer(lie);
        other.receiveRtp();
        phone.talk(port, 0x80);
        phone.receiveRtp();
        long received = session.stats().received().packets();
        try (RawPhone stranger = new RawPhone()) {
            stranger.talk(port, 0x80);
            stranger.talk(port, 0x80);
            phone.talk(port, 0x80);
            awaitPackets(received + 1);
        }
        assertThat(session.stats().received().packets()).isEqualTo(received + 1);
        assertThat(counters.counts()).containsEntry("media.packets.foreign", 2L);
    }

    /** Each question is a message behind whatever the loop has received, so this waits for the loop, not for time. */
    private void awaitPackets(long packets) {
        for (int i = 0; i < 1_000_000 && session.stats().received().packets() < packets; i++) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aNewAgreementLetsThePeerMove() throws Exception {
        answer(phone.sdp("a=rtcp-mux"));
        phone.talk(port, 0x80);
        awaitPackets(1);
        session.reanswer(phone.sdp("a=rtcp-mux"));
        session.stats();
        other.talk(port, 0x80);
        awaitPackets(2);
        other.receiveRtp();
        assertThat(counters.counts()).containsEntry("media.packets.foreign", 0L);
    }

    @Test
    void aPayloadTypeThatWasNotNegotiatedDoesNotLatch() throws Exception {
        answer(phone.sdp("a=rtcp-mux"));
        other.send(port, RtpPackets.of(18, 1, 1, new byte[20]));
        phone.talk(port, 0x80);
        awaitPackets(1);
        assertThat(counters.counts()).containsEntry("media.packets.unexpected", 1L);
        assertThat(counters.counts()).containsEntry("media.packets.foreign", 0L);
    }

    @Test
    void whatComesBeforeTheAgreementIsDropped() throws Exception {
        byte[] offer = session.offer();
        phone.talk(RawPhone.address(offer), 0x80);
        for (int i = 0; i < 1_000_000 && counters.counter("media.packets.early").sum() == 0; i++) {
            session.stats();
        }
        assertThat(counters.counts()).containsEntry("media.packets.early", 1L);
        assertThat(session.stats().received().packets()).isZero();
    }

    @Test
    void aHeldPeerIsSentNothingAndTheNextPacketAfterwardsIsMarked() throws Exception {
        answer(phone.sdp("a=rtcp-mux"));
        RtpPacket before = phone.receiveRtp();
        assertThat(Sessions.agreed(session.reanswer(phone.sdp("c=IN IP4 0.0.0.0")))
                        .direction())
                .isEqualTo(Direction.RECVONLY);
        session.stats();
        phone.socket.setSoTimeout(100);
        int rest = 0;
        try {
            while (rest < 50) {
                before = phone.receiveRtp();
                rest++;
            }
        } catch (SocketTimeoutException quiet) {
            phone.socket.setSoTimeout(5_000);
        }
        assertThat(rest).isLessThan(50);
        session.reanswer(phone.sdp("a=rtcp-mux"));
        RtpPacket after = phone.receiveRtp();
        assertThat(after.marker()).isTrue();
        assertThat(after.sequence()).isEqualTo(before.sequence() + 1 & 0xFFFF);
        assertThat(after.timestamp() - before.timestamp()).isGreaterThan(320);
    }

    @Test
    void aPressedKeyIsOnTheWireAsTheRfcSays() throws Exception {
        answer(phone.sdp("a=rtcp-mux"));
        session.sendDigits("7", Duration.ofMillis(60), Duration.ofMillis(40));
        List<String> events = new ArrayList<>();
        int timestamp = 0;
        while (events.size() < 6) {
            RtpPacket packet = phone.receiveRtp();
            if (packet.payloadType() == 101) {
                timestamp = events.isEmpty() ? packet.timestamp() : timestamp;
                assertThat(packet.timestamp()).isEqualTo(timestamp);
                int ends = packet.buffer().get(13) & 0xFF;
                events.add((packet.marker() ? "M " : "") + packet.buffer().get(12) + " " + (ends >= 0x80 ? "E " : "")
                        + packet.buffer().getShort(14));
            }
        }
        assertThat(events).containsExactly("M 7 160", "7 320", "7 480", "7 E 480", "7 E 480", "7 E 480");
        assertThat(phone.receiveRtp().timestamp()).isEqualTo(timestamp + 6 * 160);
    }

    @Test
    void reportsComeByThemselvesAndThePeersAreRead() throws Exception {
        answer(phone.sdp("a=rtcp:" + other.socket.getLocalPort()));
        RtcpPacket.SenderReport report =
                (RtcpPacket.SenderReport) RtcpParser.parse(other.receive()).getFirst();
        assertThat(report.ssrc()).isEqualTo(phone.receiveRtp().ssrc());
        assertThat(report.blocks()).isEmpty();
        ReportBlock.Echo echo = new ReportBlock.Echo(NtpTime.middle(report.ntp()), 0);
        ReportBlock block = new ReportBlock(report.ssrc(), new ReportBlock.Loss(128, 7), 1, 80, echo);
        other.send(
                rtcpPort(),
                new RtcpWriter(ByteBuffer.allocate(100))
                        .receiverReport(5)
                        .block(block)
                        .finish());
        MediaStats stats = session.stats();
        for (int i = 0; i < 1_000_000 && stats.peer().isEmpty(); i++) {
            stats = session.stats();
        }
        assertThat(stats.peer()).contains(new MediaStats.PeerReport(0.5, 7, Duration.ofMillis(10)));
        assertThat(stats.roundTrip().orElseThrow()).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void closingSaysGoodbyeOnTheRtcpPortWhenNotMultiplexed() throws Exception {
        answer(phone.sdp("a=rtcp:" + other.socket.getLocalPort()));
        phone.receiveRtp();
        session.close();
        ByteBuffer compound = other.receive();
        assertThat(RtcpParser.parse(compound).getLast()).isInstanceOf(RtcpPacket.Goodbye.class);
    }

    @Test
    void closingSaysGoodbyeOnTheSamePortWhenMultiplexed() throws Exception {
        assertThat(new String(answer(phone.sdp("a=rtcp-mux")), StandardCharsets.UTF_8))
                .contains("a=rtcp-mux");
        phone.receiveRtp();
        session.close();
        ByteBuffer packet = phone.receive();
        while (!RtpPacket.isRtcp(packet)) {
            packet = phone.receive();
        }
        assertThat(RtcpParser.parse(packet).getLast()).isInstanceOf(RtcpPacket.Goodbye.class);
    }

    @Test
    void whatIsHeardKeepsItsPlacesThroughLossSwapsAndDoubles() throws Exception {
        Recording recording = new Recording(160 * 12);
        session.listen(recording);
        answer(phone.sdp("a=rtcp-mux"));
        int[] order = {1, 3, 2, 2, 5};
        for (int number : order) {
            byte[] payload = new byte[160];
            Arrays.fill(payload, G711.PCMU.encode((short) (number * 1000)));
            phone.send(port, RtpPackets.of(0, 60_000 + number, number * 160, payload));
        }
        short[] heard = recording.samples();
        // Each of them for 5 ms at least; between two there may be a seam.
        List<Integer> numbers = new ArrayList<>();
        for (int i = 40; i < heard.length; i++) {
            int number = Math.round(heard[i] / 1000f);
            if (heard[i] == heard[i - 40] && (numbers.isEmpty() || numbers.getLast() != number)) {
                numbers.add(number);
            }
        }
        assertThat(numbers).containsSubsequence(1, 2, 3, 5);
        assertThat(session.stats().received().lost()).isZero();
    }

    @Test
    void rubbishOfAnyKindDoesNoHarm() throws Exception {
        CountDownLatch digit = new CountDownLatch(1);
        session.listen(new Recording(1));
        session.onDigit((_, _) -> digit.countDown());
        session.play(Tone.sine(1000, 0.5, Duration.ofSeconds(60)), _ -> {});
        answer(phone.sdp());
        phone.talk(port, 0x80);
        awaitPackets(1);
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(i % 100 == 0 ? 3000 : 200)];
            random.nextBytes(bytes);
            if (bytes.length > 1 && random.nextInt(4) > 0) {
                bytes[0] = (byte) (0x80 | random.nextInt(64));
                bytes[1] = (byte) (random.nextBoolean() ? 101 : random.nextInt(256));
            }
            RawPhone from = random.nextBoolean() ? phone : other;
            from.send(random.nextInt(8) == 0 ? rtcpPort() : port, ByteBuffer.wrap(bytes));
            if (i % 200 == 0) {
                session.stats();
            }
        }
        int received = 0;
        while (received < 20) {
            received += phone.receiveRtp().payloadType() == 0 ? 1 : 0;
        }
        assertThat(session.stats().sent().packets()).isPositive();
        assertThat(counters.counts().get("media.packets.malformed")).isGreaterThan(100);
    }

    private InetSocketAddress rtcpPort() {
        return new InetSocketAddress(RawPhone.LOOPBACK, port.getPort() + 1);
    }
}
