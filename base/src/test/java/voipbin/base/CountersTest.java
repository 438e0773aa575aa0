package voipbin.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CountersTest {

    @Test
    void countsByNameAndReadsLevelsWhenAsked() {
        Counters counters = new Counters();
        counters.counter("sip.messages.malformed").increment();
        counters.counter("sip.messages.malformed").increment();
        counters.gauge("sip.transactions", () -> 7);

        assertThat(counters.counts()).containsEntry("sip.messages.malformed", 2L);
        assertThat(counters.levels()).containsEntry("sip.transactions", 7L);
    }

    @Test
    void showsHowFiguresAreSpread() {
        Counters counters = new Counters();
        List<Double> bounds = List.of(1.0, 2.5);
        for (double figure : new double[] {0.5, 1.0, 2.0, 7.0}) {
            counters.histogram("calls.mos", bounds).add(figure);
        }

        assertThat(counters.spreads()).containsOnlyKeys("calls.mos");
        Histogram spread = counters.histogram("calls.mos", bounds);
        assertThat(spread.bounds()).isEqualTo(bounds);
        assertThat(spread.upTo()).containsExactly(2L, 3L, 4L);
        assertThat(spread.sum()).isEqualTo(10.5);
    }
}
