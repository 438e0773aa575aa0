package voipbin.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class SchedulingTest {

    /** Fields of proc_pid_stat(5). */
    private static final int NICE = 19;

    private static final int POLICY = 41;

    private record Seen(int nice, int policy, int niceOfStarted) {}

    @Test
    @EnabledOnOs(OS.LINUX)
    void theThreadThatIsPromptStaysFairAndWhatItStartsIsAsUsual() throws Exception {
        int usual = field(NICE);
        CompletableFuture<Seen> seen = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> {
            Scheduling.prompt();
            CompletableFuture<Integer> started = new CompletableFuture<>();
            Thread.ofPlatform().start(() -> started.complete(field(NICE)));
            seen.complete(new Seen(field(NICE), field(POLICY), started.join()));
        });
        // Who may not be nicer to itself, as in many containers, still gets its short slices.
        assertThat(seen.get().policy()).isZero();
        assertThat(seen.get().nice()).isIn(-20, 0, usual);
        assertThat(seen.get().niceOfStarted()).isIn(0, usual);
    }

    private static int field(int number) {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            // Behind the name, which may have blanks and is the second field.
            return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[number - 3]);
        } catch (IOException absent) {
            throw new AssertionError(absent);
        }
    }
}
