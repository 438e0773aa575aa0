package voipbin.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import voipbin.base.Counters;
import voipbin.base.Histogram;

class TickWheelTest {

    private static final long MILLI = 1_000_000;

    private final Histogram lateness = new Counters().histogram("late", List.of(0.0, 2.0, 50.0));
    private final TickWheel wheel = new TickWheel(0, lateness);

    /** Notes when it ticked. */
    private static final class Noting implements TickWheel.Ticking {

        private final List<Long> millis = new ArrayList<>();
        private int skipped;

        @Override
        public void tick(long now) {
            millis.add(now / MILLI);
        }

        @Override
        public void skip() {
            skipped++;
        }
    }

    private void catchUp(long now) {
        while (wheel.nextDue() <= now * MILLI) {
            wheel.run(() -> now * MILLI);
        }
    }

    @Test
    void ticksEveryTwentyMillisecondsWhateverTheDelay() {
        Noting noting = new Noting();
        wheel.add(noting, 0);
        for (long now : new long[] {0, 20, 39, 41, 75, 80, 100}) {
            wheel.run(() -> now * MILLI);
        }
        assertThat(noting.millis).containsExactly(0L, 20L, 41L, 75L, 80L, 100L);
        assertThat(wheel.nextDue()).isEqualTo(120 * MILLI);
    }

    @Test
    void aStallIsMadeUpForAtOnceTickByTick() {
        Noting noting = new Noting();
        wheel.add(noting, 0);
        wheel.run(() -> 0);
        wheel.run(() -> 105 * MILLI);
        assertThat(noting.millis)
                .as("its packet of then may still have to be read")
                .containsExactly(0L, 105L);
        catchUp(105);
        assertThat(noting.millis).containsExactly(0L, 105L, 105L, 105L, 105L, 105L);
        wheel.run(() -> 120 * MILLI);
        assertThat(noting.millis).hasSize(7);
    }

    @Test
    void howLateATurnComesIsCounted() {
        wheel.add(new Noting(), 0);
        for (long now : new long[] {0, 20, 41, 100}) {
            wheel.run(() -> now * MILLI);
        }
        assertThat(lateness.upTo()).containsExactly(2L, 3L, 4L, 4L);
    }

    @Test
    void aHopelessStallIsSkipped() {
        Noting noting = new Noting();
        wheel.add(noting, 0);
        assertThat(wheel.run(() -> 10_000 * MILLI)).isEqualTo(475);
        catchUp(10_000);
        assertThat(noting.skipped).isEqualTo(475);
        assertThat(noting.millis).hasSize(26);
        assertThat(wheel.nextDue()).isEqualTo(10_020 * MILLI);
    }

    @Test
    void manyAreSpreadOverThePhases() {
        List<Noting> all = new ArrayList<>();
        for (int i = 0; i < 2 * TickWheel.PHASES; i++) {
            all.add(new Noting());
            wheel.add(all.getLast(), 0);
        }
        wheel.run(() -> 0);
        assertThat(all.stream().filter(noting -> !noting.millis.isEmpty())).hasSize(2);
        wheel.run(() -> 19 * MILLI);
        assertThat(all).allMatch(noting -> noting.millis.size() == 1);
    }

    @Test
    void whoIsRemovedTicksNoMoreAndAnEmptyWheelStandsStill() {
        Noting noting = new Noting();
        wheel.add(noting, 0);
        wheel.run(() -> 0);
        wheel.run(() -> 20 * MILLI);
        wheel.remove(noting);
        assertThat(wheel.isEmpty()).isTrue();
        wheel.run(() -> 60_000 * MILLI);
        assertThat(noting.millis).hasSize(2);
        wheel.add(noting, 60_001 * MILLI);
        assertThat(wheel.nextDue()).isEqualTo(60_002 * MILLI);
        assertThat(wheel.run(() -> 60_002 * MILLI)).isZero();
        assertThat(noting.millis).hasSize(3);
    }
}
