package voipbin.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import voipbin.base.Counters;
import voipbin.media.udp.UdpNetwork;

@EnabledOnOs(OS.LINUX)
class SchedulingTest {

    /** Fields of proc_pid_stat(5). */
    private static final int NICE = 19;

    private static final int POLICY = 41;

    private static final Path SELF = Path.of("/proc/thread-self");
    private static final int SCHED_OTHER = 0;
    private static final int SCHED_RR = 2;

    private record Seen(boolean first, List<Integer> policies, int policyOfStarted) {}

    private record Fair(int nice, int policy, int niceOfStarted) {}

    @Test
    void theThreadThatIsPromptStaysFairAndWhatItStartsIsAsUsual() throws Exception {
        int usual = field(SELF, NICE);
        CompletableFuture<Fair> seen = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> {
            assertThat(Scheduling.prompt(Scheduling.Rank.NONE).isFirst()).isFalse();
            CompletableFuture<Integer> started = new CompletableFuture<>();
            Thread.ofPlatform().start(() -> started.complete(field(SELF, NICE)));
            seen.complete(new Fair(field(SELF, NICE), field(SELF, POLICY), started.join()));
        });
        Fair all = seen.get(10, TimeUnit.SECONDS);
        // Who may not be nicer to itself, as in many containers, still gets its short slices.
        assertThat(all.policy()).isZero();
        assertThat(all.nice()).isIn(-11, 0, usual);
        assertThat(all.niceOfStarted()).isIn(0, usual);
    }

    @Test
    void theThreadThatHasARankGoesFirstIfItMayAndWhatItStartsIsAsUsual() throws Exception {
        int usual = field(SELF, NICE);
        CompletableFuture<Seen> seen = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> {
            Scheduling scheduling = Scheduling.prompt(Scheduling.Rank.MEDIA);
            int before = field(SELF, POLICY);
            CompletableFuture<Integer> started = new CompletableFuture<>();
            Thread.ofPlatform().start(() -> started.complete(field(SELF, POLICY)));
            scheduling.giveWay();
            int meanwhile = field(SELF, POLICY);
            assertThat(field(SELF, NICE)).isIn(-11, 0, usual);
            scheduling.resume();
            seen.complete(
                    new Seen(scheduling.isFirst(), List.of(before, meanwhile, field(SELF, POLICY)), started.join()));
        });
        Seen all = seen.get(10, TimeUnit.SECONDS);
        // Who may not, as in many containers, still gets its short slices.
        int best = all.first() ? SCHED_RR : SCHED_OTHER;
        assertThat(all.policies()).containsExactly(best, SCHED_OTHER, best);
        assertThat(all.policyOfStarted()).isEqualTo(SCHED_OTHER);
    }

    @Test
    @Timeout(30)
    void aLoopThatDoesNotGetOnGivesWayUntilItDoes() throws Exception {
        Counters counters = new Counters();
        MediaLoop loop = new MediaLoop(
                "media-stuck",
                UdpNetwork.best().poller(),
                Scheduling.Rank.MEDIA,
                new LoopParts(new Workbench(), MediaTime.system(), new MediaCounters(counters)));
        CompletableFuture<Path> thread = new CompletableFuture<>();
        CountDownLatch released = new CountDownLatch(1);
        try (PrecedenceGuard guard = new PrecedenceGuard(List.of(loop))) {
            guard.start();
            loop.start();
            loop.post(() -> {
                thread.complete(self());
                while (released.getCount() > 0) {
                    Thread.onSpinWait();
                }
            });
            Path stuck = thread.get(10, TimeUnit.SECONDS);
            assumeTrue(
                    field(stuck, POLICY) == SCHED_RR
                            || counters.counter("media.loops.gave_way").sum() > 0,
                    "allowed");
            await(stuck, SCHED_OTHER);
            released.countDown();
            await(stuck, SCHED_RR);
        } finally {
            released.countDown();
            loop.close();
        }
        assertThat(counters.counter("media.loops.gave_way").sum()).isPositive();
    }

    private static void await(Path thread, int policy) throws InterruptedException {
        while (field(thread, POLICY) != policy) {
            Thread.sleep(1);
        }
    }

    private static Path self() {
        try {
            return Path.of("/proc").resolve(Files.readSymbolicLink(SELF));
        } catch (IOException absent) {
            throw new AssertionError(absent);
        }
    }

    private static int field(Path thread, int number) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            // Behind the name, which may have blanks and is the second field.
            return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[number - 3]);
        } catch (IOException absent) {
            throw new AssertionError(absent);
        }
    }
}
