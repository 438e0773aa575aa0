package voipbin.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class QualityTest {

    @Test
    void aGoodCallIsAsGoodAsATelephoneGets() {
        Quality quality = Quality.of(0, Duration.ofMillis(20));
        assertThat(quality.rating()).isCloseTo(92.7, within(0.2));
        assertThat(quality.mos()).isCloseTo(4.4, within(0.05));
    }

    @Test
    void lossAndDelayMakeItWorse() {
        double before = 5;
        for (double lost : new double[] {0, 0.01, 0.03, 0.05, 0.1, 0.2, 0.5, 1}) {
            double mos = Quality.of(lost, Duration.ofMillis(100)).mos();
            assertThat(mos).isLessThan(before).isGreaterThanOrEqualTo(1);
            before = mos;
        }
        assertThat(Quality.of(0.05, Duration.ofMillis(100)).mos()).isBetween(3.5, 4.1);
        assertThat(Quality.of(0, Duration.ofMillis(600)).mos()).isLessThan(3);
        assertThat(Quality.of(1, Duration.ofSeconds(10)).mos()).isEqualTo(1);
    }
}
