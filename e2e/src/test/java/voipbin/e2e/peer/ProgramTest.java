package voipbin.e2e.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ProgramTest {
    @AutoClose
    private final Home home = Home.of("program");

    @Test
    void missingProgramFailsTheTestAndNamesItsPackage() {
        assertThatThrownBy(() -> Program.demand("no-such-phone", "its-package"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("the program 'no-such-phone' is not installed: apt-get install its-package");
    }

    @Test
    void livesInItsOwnHomeAndHearsWhatItIsTold() {
        try (var shell = start("read word; echo $word at $HOME; exit 3")) {
            shell.tell("here");

            assertThat(shell.waitFor(Duration.ofSeconds(5))).isEqualTo(3);
            assertThat(shell.output()).isEqualTo("here at " + home.path());
        }
    }

    @Test
    void endsWithAllItsChildrenWhenClosed() throws InterruptedException {
        var printed = new CountDownLatch(1);
        var command = List.of("sh", "-c", "sleep 600 & echo $!; wait");
        var shell = Program.start(command, home.path(), Map.of(), line -> printed.countDown());
        assertThat(printed.await(5, TimeUnit.SECONDS)).isTrue();
        var child = ProcessHandle.of(Long.parseLong(shell.output())).orElseThrow();
        shell.close();

        assertThat(shell.alive()).isFalse();
        child.onExit().orTimeout(5, TimeUnit.SECONDS).join();
    }

    @Test
    void commandThatFailsShowsWhatItSaid() {
        assertThatThrownBy(() -> Program.run(List.of("sh", "-c", "echo no room; exit 4"), home.path()))
                .hasMessageContaining("ended with 4")
                .hasMessageContaining("no room");
    }

    private Program start(String script) {
        return Program.start(List.of("sh", "-c", script), home.path(), Map.of(), line -> {});
    }
}
