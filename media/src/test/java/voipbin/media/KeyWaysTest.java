package voipbin.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import voipbin.media.KeyWays.Way;

class KeyWaysTest {

    private static final long MILLI = 1_000_000;

    private final KeyWays keys = new KeyWays();

    @Test
    void whatTwoWaysTellOfOneKeyIsOne() {
        assertThat(at(0, '5', Way.INFO)).isTrue();
        assertThat(at(250, '5', Way.EVENT)).isFalse();
        assertThat(at(260, '5', Way.TONE)).isFalse();
    }

    @Test
    void oneWayTellsOfAsManyKeysAsItSays() {
        assertThat(at(0, '1', Way.EVENT)).isTrue();
        assertThat(at(90, '1', Way.EVENT)).isTrue();
        assertThat(at(100, '1', Way.INFO)).isFalse();
        assertThat(at(110, '1', Way.INFO)).isFalse();
        assertThat(at(200, '1', Way.INFO)).isTrue();
        assertThat(at(210, '2', Way.EVENT)).isTrue();
    }

    @Test
    void aKeyThatIsHeldLongIsTheSameStill() {
        assertThat(at(0, '#', Way.INFO)).isTrue();
        assertThat(keys.isKnown('#', Way.EVENT, 40 * MILLI)).isTrue();
        assertThat(keys.isNew('#', Way.EVENT, 4000 * MILLI, 3900 * MILLI)).isFalse();
    }

    @Test
    void laterItIsAnother() {
        assertThat(at(0, '#', Way.INFO)).isTrue();
        assertThat(at(1101, '#', Way.EVENT)).isTrue();
        assertThat(keys.isKnown('#', Way.EVENT, 3000 * MILLI)).isFalse();
    }

    private boolean at(long millis, char digit, Way way) {
        return keys.isNew(digit, way, millis * MILLI, 100 * MILLI);
    }
}
