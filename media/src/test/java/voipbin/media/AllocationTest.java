package voipbin.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import voipbin.base.Counters;
import voipbin.media.codec.Codec;
import voipbin.media.record.Layout;
import voipbin.media.record.Limits;
import voipbin.media.record.RecordingPlan;
import voipbin.media.record.TapeDeck;

/** The loop's thread tells itself how much it has allocated, before and after many packets. */
@Isolated
class AllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int PAIRS = 20;

    @TempDir
    private Path folder = Path.of("");

    /** The window lies before the first RTCP report, which is not due within the first second. */
    private static final int FROM = 5;

    private static final int TO = 30;

    /** Plays a sound that never ends and notes the thread's allocations at two of its frames. */
    private static final class Probe implements Source {

        final CompletableFuture<long[]> done = new CompletableFuture<>();
        private final long[] allocated = new long[2];
        private int frame;

        @Override
        public int read(short[] pcm) {
            Arrays.fill(pcm, (short) 1000);
            frame++;
            if (frame == FROM) {
                allocated[0] = THREADS.getCurrentThreadAllocatedBytes();
            } else if (frame == TO) {
                allocated[1] = THREADS.getCurrentThreadAllocatedBytes();
                done.complete(allocated);
            }
            return pcm.length;
        }
    }

    @Test
    void aPacketCostsNoMemoryInEitherDirection() throws Exception {
        assertThat(least(Codec.PCMU, false)).isLessThan(1);
        assertThat(least(Codec.G722, false)).isLessThan(1);
    }

    @Test
    void norDoesRecordingBothDirections() throws Exception {
        assertThat(least(Codec.PCMU, true)).isLessThan(1);
    }

    /** A stall of the machine makes more packets wait than ever before, for which memory is taken once. */
    private double least(Codec codec, boolean recording) throws Exception {
        double least = measure(codec, recording);
        for (int again = 0; again < 4 && least >= 1; again++) {
            least = Math.min(least, measure(codec, recording));
        }
        return least;
    }

    /** What the loop allocates a packet; calls of libopus do so until they are compiled, so Opus is not measured. */
    private double measure(Codec codec, boolean recording) throws Exception {
        Counters counters = new Counters();
        try (MediaEngine engine = Sessions.engine(2 * PAIRS, counters);
                TapeDeck deck = TapeDeck.start(folder, counters)) {
            Probe probe = new Probe();
            List<MediaSession> listening = new ArrayList<>();
            List<MediaSession> talking = new ArrayList<>();
            for (int i = 0; i < PAIRS; i++) {
                MediaSession talks = Sessions.open(engine);
                MediaSession listens = Sessions.open(engine);
                listens.listen((_, _) -> {});
                talks.play(AllocationTest::hum, _ -> {});
                talking.add(talks);
                byte[] offer = talks.offer(List.of(codec.name()));
                Negotiation answer = listens.answer(offer, List.of(codec.name()));
                talks.accept(Sessions.agreed(answer).sdp());
                listening.add(listens);
                if (recording) {
                    listens.tap(deck.open(new RecordingPlan("call" + i, Layout.SEPARATE, Limits.NONE)));
                }
            }
            // Only now, lest what the making of the others takes be counted.
            talking.getFirst().play(probe, _ -> {});
            long[] allocated = probe.done.get(20, TimeUnit.SECONDS);
            long packets = 2L * 2 * PAIRS * (TO - FROM);
            long bytes = allocated[1] - allocated[0];
            System.out.printf("%s: %d bytes allocated by the loop over %d packets%n", codec, bytes, packets);
            assertThat(listening.getLast().stats().received().packets()).isGreaterThan(TO - FROM);
            return (double) bytes / packets;
        }
    }

    private static int hum(short[] pcm) {
        Arrays.fill(pcm, (short) 500);
        return pcm.length;
    }
}
