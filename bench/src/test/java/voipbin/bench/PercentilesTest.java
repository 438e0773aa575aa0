package voipbin.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {

    @Test
    void aPercentileIsTheNearestRank() {
        Percentiles hundred = new Percentiles(LongStream.rangeClosed(1, 100).toArray());
        assertThat(hundred.at(50)).isEqualTo(50);
        assertThat(hundred.at(99)).isEqualTo(99);
        assertThat(hundred.at(99.1)).isEqualTo(100);
        assertThat(hundred.at(100)).isEqualTo(100);
        assertThat(hundred.at(0.1)).isEqualTo(1);
    }

    @Test
    void theOrderOfMeasuringDoesNotMatter() {
        Percentiles three = new Percentiles(30, 10, 20);
        assertThat(three.least()).isEqualTo(10);
        assertThat(three.at(50)).isEqualTo(20);
        assertThat(three.most()).isEqualTo(30);
        assertThat(three.count()).isEqualTo(3);
    }

    @Test
    void oneValueIsEveryPercentile() {
        Percentiles one = new Percentiles(7);
        assertThat(one.at(1)).isEqualTo(7);
        assertThat(one.at(100)).isEqualTo(7);
    }

    @Test
    void nothingMeasuredIsAFailureAndNoFigure() {
        assertThatThrownBy(() -> new Percentiles()).isInstanceOf(BenchFailure.class);
    }

    @Test
    void nanosecondsAreShownAsMilliseconds() {
        assertThat(Percentiles.millis(1_234_567)).isEqualTo("1.23");
    }
}
