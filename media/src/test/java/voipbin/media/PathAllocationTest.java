package voipbin.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import voipbin.base.Counters;
import voipbin.media.codec.Codec;
import voipbin.media.sdp.TransportProfile;

/** Whatever way packets take between legs, the loop's thread allocates nothing a packet. */
@Isolated
class PathAllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int LEGS = 12;

    /** Frames of warmth, and the last one that is looked at; before the first report of RTCP. */
    private static final int FROM = 22;

    private static final int TO = 45;
    private static final int ATTEMPTS = 10;
    private static final List<Codec> NARROW = List.of(Codec.PCMU);

    /** How legs are put together. */
    @FunctionalInterface
    private interface Graph {
        void connect(MediaEngine engine, List<MediaSession> legs);
    }

    private static final class Probe implements Source {

        final CompletableFuture<Long> done = new CompletableFuture<>();
        private long before;
        private int frame;

        @Override
        public int read(short[] pcm) {
            Arrays.fill(pcm, (short) 1000);
            frame++;
            if (frame == FROM) {
                before = THREADS.getCurrentThreadAllocatedBytes();
            } else if (frame == TO) {
                done.complete(THREADS.getCurrentThreadAllocatedBytes() - before);
            }
            return pcm.length;
        }
    }

    @Test
    void anEchoCostsNone() throws Exception {
        assertFree(NARROW, TransportProfile.RTP_AVP, (_, legs) -> legs.forEach(MediaSession::echo));
    }

    @Test
    void aRelayCostsNone() throws Exception {
        assertFree(NARROW, TransportProfile.RTP_AVP, PathAllocationTest::bridge);
    }

    @Test
    void aTranslationCostsNone() throws Exception {
        assertFree(List.of(Codec.PCMU, Codec.PCMA), TransportProfile.RTP_AVP, PathAllocationTest::bridge);
    }

    @Test
    void aRoomOfTwoRatesCostsNone() throws Exception {
        assertFree(List.of(Codec.PCMU, Codec.G722), TransportProfile.RTP_AVP, (engine, legs) -> {
            Room room = engine.room();
            legs.forEach(room::join);
            room.listen((_, _) -> {});
        });
    }

    @Test
    void protectionCostsNone() throws Exception {
        assertFree(NARROW, TransportProfile.RTP_SAVP, PathAllocationTest::bridge);
    }

    private static void bridge(MediaEngine engine, List<MediaSession> legs) {
        for (int i = 0; i < legs.size(); i += 2) {
            legs.get(i).bridge(legs.get(i + 1));
        }
    }

    /** Memory that is taken once, when more waits than ever before, is none a packet; a busy machine needs attempts. */
    private static void assertFree(List<Codec> codecs, TransportProfile profile, Graph graph) throws Exception {
        double least = Double.MAX_VALUE;
        for (int i = 0; i < ATTEMPTS && least >= 1; i++) {
            least = Math.min(least, measure(codecs, profile, graph));
        }
        assertThat(least).as("bytes a packet").isLessThan(1);
    }

    private static double measure(List<Codec> codecs, TransportProfile profile, Graph graph) throws Exception {
        try (MediaEngine engine = Sessions.engine(2 * LEGS, new Counters())) {
            List<MediaSession> legs = new ArrayList<>();
            List<MediaSession> phones = new ArrayList<>();
            for (int i = 0; i < LEGS; i++) {
                List<String> codec = List.of(codecs.get(i % codecs.size()).name());
                MediaSession phone = Sessions.open(engine);
                MediaSession leg = Sessions.open(engine);
                phone.accept(Sessions.agreed(leg.answer(phone.offer(profile, codec), codec))
                        .sdp());
                phones.add(phone);
                legs.add(leg);
            }
            graph.connect(engine, legs);
            phones.forEach(phone -> phone.play(PathAllocationTest::hum, _ -> {}));
            Probe probe = new Probe();
            phones.getFirst().play(probe, _ -> {});
            long bytes = probe.done.get(20, TimeUnit.SECONDS);
            assertThat(phones.getLast().stats().received().packets()).isPositive();
            return (double) bytes / (4L * LEGS * (TO - FROM));
        }
    }

    private static int hum(short[] pcm) {
        Arrays.fill(pcm, (short) 500);
        return pcm.length;
    }
}
