package voipbin.kit.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WriteQueueTest {

    private static final int WRITERS = 8;
    private static final int WORKS = 20_000;

    private final WriteQueue<Integer> queue = new WriteQueue<>();

    @Test
    void everyWorkComesOnceWhateverItsHaste() throws Exception {
        int[] seen = new int[WRITERS * WORKS];
        Thread writer = Thread.ofPlatform().start(() -> takeAll(seen));
        List<Thread> callers = IntStream.range(0, WRITERS)
                .mapToObj(caller -> Thread.ofPlatform().start(() -> addAll(caller)))
                .toList();
        for (Thread caller : callers) {
            caller.join();
        }
        queue.close();
        writer.join();
        assertThat(seen).containsOnly(1);
    }

    /** One at a time, so that the writer rests before each. */
    @Test
    void noWorkIsOverlookedByAWriterThatRests() throws Exception {
        AtomicInteger written = new AtomicInteger();
        Thread writer = Thread.ofPlatform().start(() -> {
            List<Integer> batch = new ArrayList<>();
            while (queue.drainTo(batch, 4)) {
                written.addAndGet(batch.size());
                batch.clear();
            }
        });
        for (int i = 0; i < 5_000; i++) {
            queue.add(i, i % 3 == 0 ? Engine.Haste.NONE : Engine.Haste.USUAL);
            while (written.get() <= i) {
                Thread.onSpinWait();
            }
        }
        queue.close();
        writer.join();
    }

    @Test
    void workThatHasTimeWaitsForCompanyWhereMuchIsWritten() {
        write(600);
        long began = System.nanoTime();
        queue.add(0, Engine.Haste.NONE);
        drain();
        assertThat(System.nanoTime() - began).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(2));
    }

    @Test
    void workThatHasNoneTakesItAlong() throws Exception {
        write(600);
        queue.add(0, Engine.Haste.NONE);
        queue.add(1, Engine.Haste.USUAL);
        assertThat(drain()).containsExactly(0, 1);
    }

    private void addAll(int caller) {
        for (int i = 0; i < WORKS; i++) {
            queue.add(caller * WORKS + i, i % 5 == 0 ? Engine.Haste.USUAL : Engine.Haste.NONE);
            if (i % 500 == 0) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private void takeAll(int[] seen) {
        List<Integer> batch = new ArrayList<>();
        while (queue.drainTo(batch, 256)) {
            batch.forEach(work -> seen[work]++);
            queue.committed(batch.size());
            batch.clear();
        }
    }

    /** Commits at such a rate, until the queue knows it. */
    private void write(int each) {
        for (long end = System.nanoTime() + 400_000_000; System.nanoTime() < end; ) {
            LockSupport.parkNanos(1_000_000_000L / each);
            queue.committed(1);
        }
    }

    private List<Integer> drain() {
        List<Integer> batch = new ArrayList<>();
        queue.drainTo(batch, 256);
        return batch;
    }
}
