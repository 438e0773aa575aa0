package voipbin.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchdogTest {

    private static final long SECOND = 1_000_000_000;

    private final Watchdog watchdog = new Watchdog();
    private final List<Boolean> told = new ArrayList<>();

    @Test
    void tellsOnceWhenItIsQuietAndOnceWhenItIsNotAnyMore() {
        watchdog.watch(Duration.ofSeconds(3), told::add);
        for (long now = 1; now <= 10; now++) {
            watchdog.tick(now * SECOND, now < 3 ? now * SECOND : 2 * SECOND, true);
        }
        assertThat(told).containsExactly(true);
        watchdog.tick(11 * SECOND, 11 * SECOND, true);
        assertThat(told).containsExactly(true, false);
    }

    @Test
    void whoNeverSendsIsMissedToo() {
        watchdog.watch(Duration.ofSeconds(3), told::add);
        watchdog.tick(SECOND, 0, true);
        watchdog.tick(4 * SECOND, 0, true);
        assertThat(told).isEmpty();
        watchdog.tick(4 * SECOND + 1, 0, true);
        assertThat(told).containsExactly(true);
    }

    @Test
    void whoIsOnHoldIsNotMissedAndHasItsTimeAfterwards() {
        watchdog.watch(Duration.ofSeconds(3), told::add);
        watchdog.tick(SECOND, SECOND, true);
        for (long now = 2; now < 100; now++) {
            watchdog.tick(now * SECOND, SECOND, false);
        }
        watchdog.tick(100 * SECOND, SECOND, true);
        watchdog.tick(102 * SECOND, SECOND, true);
        assertThat(told).isEmpty();
        watchdog.tick(104 * SECOND, SECOND, true);
        assertThat(told).containsExactly(true);
    }
}
