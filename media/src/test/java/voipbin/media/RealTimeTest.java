package voipbin.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class RealTimeTest {

    /** A field of proc_pid_stat(5). */
    private static final int POLICY = 41;

    private record Seen(boolean taken, int policy, int policyOfStarted) {}

    @Test
    @EnabledOnOs(OS.LINUX)
    void theThreadThatTakesItHasItAndWhatItStartsHasNot() throws Exception {
        CompletableFuture<Seen> seen = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> {
            boolean taken = RealTime.take();
            CompletableFuture<Integer> started = new CompletableFuture<>();
            Thread.ofPlatform().start(() -> started.complete(policy()));
            seen.complete(new Seen(taken, policy(), started.join()));
        });
        // Who may not, as in many containers, goes on as before.
        assertThat(seen.get()).isIn(new Seen(true, 2, 0), new Seen(false, 0, 0));
    }

    private static int policy() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            // Behind the name, which may have blanks and is the second field.
            return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[POLICY - 3]);
        } catch (IOException absent) {
            throw new AssertionError(absent);
        }
    }
}
