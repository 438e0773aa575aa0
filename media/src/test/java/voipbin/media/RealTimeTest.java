package voipbin.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class RealTimeTest {

    private static final String USUAL = "0";
    private static final String ROUND_ROBIN = "2";

    @Test
    void theThreadIsScheduledAsItIsTold() {
        record Seen(boolean granted, String policy) {}
        Seen seen = onThread(() -> new Seen(RealTime.take(), policy()));
        assertThat(seen.policy()).isEqualTo(seen.granted() ? ROUND_ROBIN : USUAL);
        assertThat(seen.granted()).isEqualTo(mayDoIt());
    }

    @Test
    void whatItStartsIsScheduledAsUsual() {
        String policy = onThread(() -> {
            RealTime.take();
            return onThread(RealTimeTest::policy);
        });
        assertThat(policy).isEqualTo(USUAL);
    }

    private static <T> T onThread(Supplier<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> done.completeAsync(work, Runnable::run));
        return done.join();
    }

    /** The 41st field of proc(5)'s stat; behind the name, which may contain spaces, it is the 39th. */
    private static String policy() {
        String stat = read("/proc/thread-self/stat");
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[38];
    }

    /** CAP_SYS_NICE, or a limit above 0. */
    private static boolean mayDoIt() {
        String effective = read("/proc/self/status").replaceAll("(?s).*CapEff:\\s*(\\p{XDigit}+).*", "$1");
        boolean capable = (Long.parseUnsignedLong(effective, 16) >> 23 & 1) == 1;
        String limit = read("/proc/self/limits").replaceAll("(?s).*Max realtime priority\\s+(\\S+).*", "$1");
        return capable || !limit.equals("0");
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
