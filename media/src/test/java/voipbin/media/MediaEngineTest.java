package voipbin.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import voipbin.base.Counters;

class MediaEngineTest {

    private final Counters counters = new Counters();

    @Test
    void whenAllPortsAreTakenItSaysSoUntilOneIsReleased() throws Exception {
        try (MediaEngine engine = Sessions.engine(2, counters)) {
            MediaSession first = Sessions.open(engine);
            Sessions.open(engine);
            assertThat(engine.open(RawPhone.LOOPBACK)).isEqualTo(new Opening.NoPortLeft());
            assertThat(counters.counts()).containsEntry("media.sessions.refused", 1L);
            first.close();
            first.stats();
            assertThat(engine.sessions()).isEqualTo(1);
            assertThat(Sessions.open(engine)).isNotNull();
            assertThat(counters.levels()).containsEntry("media.sessions", 2L);
        }
    }

    @Test
    void aPortThatSomebodyElseHasIsPassedOver() throws Exception {
        try (MediaEngine engine = Sessions.engine(3, counters)) {
            int first = RawPhone.address(Sessions.open(engine).offer()).getPort();
            try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress(RawPhone.LOOPBACK, first + 2))) {
                assertThat(taken.isBound()).isTrue();
                int next = RawPhone.address(Sessions.open(engine).offer()).getPort();
                assertThat(next).isEqualTo(first + 4);
                assertThat(counters.counts()).containsEntry("media.ports.taken", 1L);
            }
        }
    }

    @Test
    void releasedPortsAreTakenLast() {
        PortRange range = new PortRange(10_001, 10_007);
        assertThat(range.pairs()).isEqualTo(3);
        assertThat(range.take()).isEqualTo(OptionalInt.of(10_002));
        range.release(10_002);
        assertThat(range.take()).isEqualTo(OptionalInt.of(10_004));
        assertThat(range.take()).isEqualTo(OptionalInt.of(10_006));
        assertThat(range.take()).isEqualTo(OptionalInt.of(10_002));
        assertThat(range.take()).isEmpty();
        assertThat(new PortRange(10_000, 10_000).take()).isEmpty();
    }

    @Test
    void anAddressThatIsNotOursIsToldAtTheStart() {
        InetAddress elsewhere = InetAddress.ofLiteral("192.0.2.1");
        assertThatThrownBy(() -> MediaEngine.start(new MediaConfig(elsewhere, 20_000, 20_010, 1), counters))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aClosedEngineOpensNothingAndItsSessionsStillAnswer() throws Exception {
        MediaEngine engine = Sessions.engine(2, counters);
        MediaSession session = Sessions.open(engine);
        Recording recording = new Recording(160);
        session.listen(recording);
        engine.close();
        engine.close();
        Sessions.await(recording.closed);
        assertThat(engine.open(RawPhone.LOOPBACK)).isEqualTo(new Opening.NoPortLeft());
        assertThat(session.stats()).isEqualTo(MediaStats.NOTHING);
        session.close();
        assertThat(engine.sessions()).isZero();
    }

    @Test
    void whenAsManySocketsAreOpenAsMayBeTheNextIsRefusedUntilOneCloses() throws Exception {
        MediaConfig config = new MediaConfig(RawPhone.LOOPBACK, 12_000, 12_999, 1);
        try (MediaEngine engine =
                new MediaEngine(config, MediaTime.system(), new SecureRandom(), counters, new Descriptors(3))) {
            MediaSession first = Sessions.open(engine);
            MediaSession second = Sessions.open(engine);
            Sessions.connect(first, second);
            MediaSession third = Sessions.open(engine);
            assertThat(engine.open(RawPhone.LOOPBACK)).isEqualTo(new Opening.NoPortLeft());
            assertThat(counters.counts()).containsEntry("media.sessions.refused", 1L);
            Recording heard = new Recording(160);
            second.listen(heard);
            assertThat(heard.samples()).as("running calls go on").hasSize(160);
            third.close();
            third.stats();
            assertThat(Sessions.open(engine)).isNotNull();
        }
    }

    @Test
    void aProcessThatRunsOutOfDescriptorsRefusesCallsAndKeepsSomeForItself() throws Exception {
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -n 200 && exec \"$@\"",
                        "bash",
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        ClassPath.of(Exhausting.class, MediaEngine.class, Counters.class, LoggerFactory.class),
                        Exhausting.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("opened 150, a file besides: true, another after one has closed: true");
    }

    @Test
    void impossibleConfigurationsAreRefused() {
        assertThatThrownBy(() -> new MediaConfig(RawPhone.LOOPBACK, 20, 10, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MediaConfig(RawPhone.LOOPBACK, 10, 70_000, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MediaConfig(RawPhone.LOOPBACK, 10, 20, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
