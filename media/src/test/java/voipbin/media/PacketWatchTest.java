package voipbin.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import voipbin.base.Counters;
import voipbin.media.audio.Tone;
import voipbin.media.rtp.RtpPacket;

/** Who looks for a fault sees what comes and what goes. */
class PacketWatchTest {

    private record Seen(boolean sent, boolean rtcp, int length) {}

    private final BlockingQueue<Seen> all = new LinkedBlockingQueue<>();

    private boolean sees(Seen wanted) throws InterruptedException {
        for (Seen seen = all.poll(10, TimeUnit.SECONDS); seen != null; seen = all.poll(10, TimeUnit.SECONDS)) {
            if (seen.sent() == wanted.sent() && seen.rtcp() == wanted.rtcp() && seen.length() >= wanted.length()) {
                return true;
            }
        }
        return false;
    }

    @Test
    void packetsOfBothWaysAreSeenWhole() throws Exception {
        try (MediaEngine engine = Sessions.engine(10, new Counters())) {
            MediaSession one = Sessions.open(engine);
            MediaSession other = Sessions.open(engine);
            Set<Integer> ports = new java.util.concurrent.ConcurrentSkipListSet<>();
            one.watchPackets((sent, port, peer, packet) -> {
                ports.add(port);
                all.add(new Seen(sent, RtpPacket.isRtcp(packet), packet.remaining()));
            });
            Sessions.connect(one, other);
            one.play(Tone.sine(500, 0.3, Duration.ofSeconds(30)), _ -> {});

            assertThat(sees(new Seen(true, false, 172))).isTrue();
            assertThat(sees(new Seen(false, false, 172))).isTrue();
            other.close();
            assertThat(sees(new Seen(false, true, 8))).as("the other's BYE").isTrue();
            assertThat(ports).hasSize(1);
        }
    }
}
