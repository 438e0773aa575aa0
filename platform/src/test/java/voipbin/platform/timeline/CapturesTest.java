package voipbin.platform.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Counters;
import voipbin.base.Id;
import voipbin.base.ManualTime;
import voipbin.kit.TestDatabase;
import voipbin.kit.sql.Db;
import voipbin.media.PacketWatch;
import voipbin.platform.call.Call;
import voipbin.sip.trace.TracedMessage;

/** The packets of calls with {@code rtp_debug}. */
class CapturesTest {

    private static final InetSocketAddress PEER = new InetSocketAddress("192.0.2.7", 40_000);

    private final Db db = TestDatabase.open(Clock.systemUTC());
    private final ManualTime time = new ManualTime();
    private final Counters counters = new Counters();
    private final Captures captures = new Captures(time, counters);
    private final LadderStore store = new LadderStore(db);
    private final LadderWriter writer = new LadderWriter(
            new LadderWriter.Seen(new Ladders(time, counters), captures),
            new LadderWriter.Shelf(store, new LadderStore.Keeping(Duration.ofDays(7), 1 << 20)),
            time,
            Runnable::run,
            time);
    private final Id<Call> call = Id.random();
    private final PacketWatch watch = captures.of(call, InetAddress.ofLiteral("198.51.100.1"));

    @AfterEach
    void close() {
        db.close();
    }

    private static ByteBuffer packet(int type, int length) {
        byte[] octets = new byte[length];
        octets[0] = (byte) 0x80;
        octets[1] = (byte) type;
        return ByteBuffer.wrap(octets);
    }

    private List<TracedMessage> kept() {
        writer.settle();
        return store.of(List.of(call)).stream().map(LadderStore.Step::message).toList();
    }

    @Test
    void ofRtpTheHeaderIsKeptAndOfRtcpAll() {
        ByteBuffer sound = packet(0, 172);
        watch.passed(true, 20_000, PEER, sound);
        assertThat(sound.remaining()).isEqualTo(172);
        time.advance(Duration.ofMillis(5));
        watch.passed(false, 20_001, PEER, packet(200, 60));

        assertThat(kept())
                .satisfiesExactly(
                        rtp -> {
                            assertThat(rtp.octets()).hasSize(12);
                            assertThat(rtp.length()).isEqualTo(172);
                            assertThat(rtp.from().getPort()).isEqualTo(20_000);
                            assertThat(rtp.to()).isEqualTo(PEER);
                            assertThat(rtp.transport()).isEqualTo("RTP");
                        },
                        rtcp -> {
                            assertThat(rtcp.octets()).hasSize(60);
                            assertThat(rtcp.from()).isEqualTo(PEER);
                            assertThat(rtcp.transport()).isEqualTo("RTCP");
                        });
    }

    @Test
    void aLongCallsBeginningIsKept() {
        for (int i = 0; i < 50_010; i++) {
            watch.passed(true, 20_000, PEER, packet(0, 172));
        }
        assertThat(captures.take().getFirst().messages()).hasSize(50_000);
        assertThat(counters.counter("timeline.packets.dropped").sum()).isEqualTo(10);
    }

    @Test
    void theyAreWrittenWhileTheCallGoesOn() {
        writer.start();
        watch.passed(true, 20_000, PEER, packet(0, 172));
        time.advance(Duration.ofSeconds(11));
        assertThat(store.of(List.of(call))).hasSize(1);
    }
}
