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
import voipbin.base.Counters;

/** The loop's thread tells itself how much it has allocated, before and after many packets. */
class AllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int PAIRS = 20;

    /** The window lies before the first RTCP report, which is not due within the first second. */
    private static final int FROM = 10;

    private static final int TO = 45;

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
        Counters counters = new Counters();
        try (MediaEngine engine = Sessions.engine(2 * PAIRS, counters)) {
            Probe probe = new Probe();
            List<MediaSession> listening = new ArrayList<>();
            for (int i = 0; i < PAIRS; i++) {
                MediaSession talks = Sessions.open(engine);
                MediaSession listens = Sessions.open(engine);
                listens.listen((_, _) -> {});
                talks.play(i == 0 ? probe : AllocationTest::hum, _ -> {});
                Sessions.connect(talks, listens);
                listening.add(listens);
            }
            long[] allocated = probe.done.get(20, TimeUnit.SECONDS);
            long packets = 2L * 2 * PAIRS * (TO - FROM);
            long bytes = allocated[1] - allocated[0];
            System.out.printf("%d bytes allocated by the loop over %d packets%n", bytes, packets);
            assertThat(bytes / packets).isLessThan(1);
            assertThat(listening.getLast().stats().received().packets()).isGreaterThan(TO - FROM);
        }
    }

    private static int hum(short[] pcm) {
        Arrays.fill(pcm, (short) 500);
        return pcm.length;
    }
}
