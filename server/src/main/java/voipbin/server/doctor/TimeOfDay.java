package voipbin.server.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Whether the clock can be believed, as far as that shows without a network. */
record TimeOfDay() implements Check {

    /** No honest clock is before the day on which this was written. */
    private static final Instant WRITTEN = Instant.parse("2025-01-01T00:00:00Z");

    private static final Duration WATCHED = Duration.ofMillis(200);
    private static final Duration BEARABLE = Duration.ofMillis(20);

    private static final Path SYNCHRONIZED = Path.of("/run/systemd/timesync/synchronized");
    private static final List<Path> OTHER_KEEPERS = List.of(
            Path.of("/run/chrony"),
            Path.of("/run/chronyd.pid"),
            Path.of("/run/ntpd.pid"),
            Path.of("/run/openntpd.sock"));

    @Override
    public List<Finding> look() {
        Instant now = Instant.now();
        if (now.isBefore(WRITTEN)) {
            return List.of(
                    Finding.fail("clock", "it says " + now, "set it: tokens, certificates and bills depend on it"));
        }
        Duration jump = jump();
        if (jump.abs().compareTo(BEARABLE) > 0) {
            return List.of(Finding.warn(
                    "clock", "it jumped by " + jump.toMillis() + " ms while watched", "let NTP slew it, not step it"));
        }
        boolean kept = Files.exists(SYNCHRONIZED)
                || Stream.of(OTHER_KEEPERS).flatMap(List::stream).anyMatch(Files::exists);
        return List.of(
                kept
                        ? Finding.ok("clock", now + ", kept by NTP")
                        : Finding.warn(
                                "clock",
                                now + ", runs evenly; nobody seems to keep it",
                                "let NTP keep it (in a container its host does)"));
    }

    /** How much more of wall-clock time than of monotonic time has passed. */
    private static Duration jump() {
        Instant wall = Instant.now();
        long steady = System.nanoTime();
        try {
            Thread.sleep(WATCHED);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        return Duration.between(wall, Instant.now()).minusNanos(System.nanoTime() - steady);
    }
}
