package voipbin.kit.sql;

import static java.util.concurrent.TimeUnit.MICROSECONDS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import voipbin.kit.sql.Engine.Haste;

class SpacingTest {

    private long now;
    private final Spacing spacing = new Spacing(0);

    @Test
    void whoWritesLittleIsNotKeptWaiting() {
        run(1, MILLISECONDS.toNanos(1), SECONDS.toNanos(1));
        assertThat(spacing.pause(now, Haste.USUAL)).isZero();
    }

    @Test
    void theMoreIsWrittenTheLongerItGathers() {
        run(1, MICROSECONDS.toNanos(250), SECONDS.toNanos(1));
        long some = spacing.pause(now, Haste.USUAL);
        run(1, MICROSECONDS.toNanos(100), SECONDS.toNanos(1));
        assertThat(some).isPositive();
        assertThat(spacing.pause(now, Haste.USUAL)).isGreaterThan(some).isLessThanOrEqualTo(MILLISECONDS.toNanos(10));
    }

    @Test
    void whatHasTimeWaitsForCompanySooner() {
        run(1, MILLISECONDS.toNanos(4), SECONDS.toNanos(1));
        assertThat(spacing.pause(now, Haste.NONE)).isZero();
        run(1, MILLISECONDS.toNanos(1), SECONDS.toNanos(1));
        assertThat(spacing.pause(now, Haste.NONE)).isPositive();
        assertThat(spacing.pause(now, Haste.USUAL)).isZero();
    }

    @Test
    void waitsOnlyUntilSoLongAfterTheLastCommit() {
        run(1, MICROSECONDS.toNanos(100), SECONDS.toNanos(1));
        long pause = spacing.pause(now, Haste.USUAL);
        assertThat(spacing.pause(now + MICROSECONDS.toNanos(500), Haste.USUAL))
                .isEqualTo(pause - MICROSECONDS.toNanos(500));
        assertThat(spacing.pause(now + SECONDS.toNanos(1), Haste.USUAL)).isZero();
    }

    @Test
    void forgetsThatItWasBusy() {
        run(1, MICROSECONDS.toNanos(100), SECONDS.toNanos(1));
        now += SECONDS.toNanos(1);
        spacing.committed(1, now);
        assertThat(spacing.pause(now, Haste.USUAL)).isZero();
    }

    private void run(int works, long each, long time) {
        for (long end = now + time; now < end; ) {
            now += each;
            spacing.committed(works, now);
        }
    }
}
