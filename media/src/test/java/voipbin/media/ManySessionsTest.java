package voipbin.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import voipbin.base.Counters;
import voipbin.media.audio.Tone;

class ManySessionsTest {

    private static final int PLAYING = 200;
    private static final Duration LENGTH = Duration.ofSeconds(2);

    @Test
    void twoHundredPlayAtOnceAndNoPacketIsLost() throws Exception {
        Counters counters = new Counters();
        try (MediaEngine servers = Sessions.engine(PLAYING, counters)) {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            List<MediaSession> playing = new ArrayList<>();
            CountDownLatch finished = new CountDownLatch(PLAYING);
            ConcurrentLinkedQueue<Long> loop = new ConcurrentLinkedQueue<>();
            try (Crowd crowd = new Crowd(PLAYING)) {
                for (int i = 0; i < PLAYING; i++) {
                    MediaSession session = Sessions.open(servers);
                    session.play(Tone.sine(300 + i, 0.3, LENGTH), _ -> {
                        loop.add(Thread.currentThread().threadId());
                        finished.countDown();
                    });
                    playing.add(session);
                }
                long begin = System.nanoTime();
                for (int i = 0; i < PLAYING; i++) {
                    Sessions.agreed(playing.get(i).answer(crowd.offer(i)));
                }
                Sessions.await(finished);
                double seconds = (System.nanoTime() - begin) / 1e9;
                long cpu = threads.getThreadCpuTime(loop.element());
                long sent = playing.stream().mapToLong(session -> session.stats().sent().packets()).sum();
                playing.forEach(MediaSession::close);
                crowd.awaitGoodbyes();
                System.out.printf(
                        "%d sessions played: %.2f ms CPU a session and second, jitter p50 %.2f p99 %.2f max %.2f ms%n",
                        PLAYING, cpu / 1e6 / seconds / PLAYING, crowd.jitter(0.5), crowd.jitter(0.99), crowd.jitter(1));
                assertThat(crowd.packets()).isBetween(PLAYING * 100L, sent + PLAYING * 100L);
                assertThat(crowd.gaps()).isZero();
                assertThat(counters.counts()).containsEntry("media.packets.unsent", 0L);
            }
        }
    }
}
