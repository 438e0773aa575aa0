package voipbin.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutogroupTest {

    private static final Path OURS = Path.of("/proc/self/autogroup");

    @TempDir
    Path folder;

    /** Runs in a session of its own, so that it leaves ours alone. */
    static final class Raising {

        private Raising() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println(Autogroup.raise() + " " + Files.readString(OURS).strip());
        }
    }

    @Test
    void theSessionGetsALargerShare() throws Exception {
        Assumptions.assumeTrue(Files.exists(OURS), "the kernel groups no sessions");
        Process process = new ProcessBuilder(List.of(
                        "setsid",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        ClassPath.of(Raising.class, Autogroup.class),
                        Raising.class.getName()))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        boolean may = mayBeNice();
        assertThat(said.strip()).startsWith(Boolean.toString(may)).endsWith(may ? "nice -11" : "nice 0");
    }

    /** Whether we have CAP_SYS_NICE (capabilities(7)). */
    private static boolean mayBeNice() throws IOException {
        String effective = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("CapEff:"))
                .findFirst()
                .orElseThrow();
        return (Long.parseUnsignedLong(effective.substring(7).strip(), 16) & 1L << 23) != 0;
    }

    @Test
    void whereThereAreNoSuchGroupsNothingHappens() {
        assertThat(Autogroup.raise(folder.resolve("autogroup"))).isFalse();
    }
}
