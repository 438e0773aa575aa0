package voipbin.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import voipbin.base.Counters;
import voipbin.media.audio.Tone;

@Isolated
class ManySessionsTest {

    private static final int PLAYING = 200;
    private static final Duration LENGTH = Duration.ofSeconds(2);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Counters counters = new Counters();
    private final List<MediaSession> playing = new ArrayList<>();
    private final CountDownLatch finished = new CountDownLatch(PLAYING);
    private final AtomicLong loop = new AtomicLong();
    private MediaEngine engine;
    private Crowd crowd;

    @BeforeEach
    void start() throws IOException {
        engine = Sessions.engine(PLAYING, counters);
        crowd = new Crowd(PLAYING);
    }

    @AfterEach
    void stop() throws IOException {
        engine.close();
        crowd.close();
    }

    @Test
    void twoHundredPlayAtOnceAndNoPacketIsLost() throws Exception {
        long begin = System.nanoTime();
        for (int i = 0; i < PLAYING; i++) {
            play(i);
        }
        Sessions.await(finished);
        double seconds = (System.nanoTime() - begin) / 1e9;
        double cpuMillis = THREADS.getThreadCpuTime(loop.get()) / 1e6;
        playing.forEach(MediaSession::close);
        crowd.awaitGoodbyes();
        long sent = playing.stream()
                .mapToLong(session -> session.stats().sent().packets())
                .sum();
        System.out.printf(
                "%d sessions played: %.2f ms CPU a session and second, jitter p50 %.2f p99 %.2f max %.2f ms%n",
                PLAYING, cpuMillis / seconds / PLAYING, crowd.jitter(0.5), crowd.jitter(0.99), crowd.jitter(1));
        assertThat(crowd.packets()).isEqualTo(sent).isGreaterThanOrEqualTo(PLAYING * 100L);
        assertThat(crowd.gaps()).isZero();
        assertThat(counters.counts()).containsEntry("media.packets.unsent", 0L);
    }

    private void play(int i) {
        MediaSession session = Sessions.open(engine);
        playing.add(session);
        session.play(Tone.sine(300 + i, 0.3, LENGTH), _ -> {
            loop.set(Thread.currentThread().threadId());
            finished.countDown();
        });
        Sessions.agreed(session.answer(crowd.offer(i)));
    }
}
