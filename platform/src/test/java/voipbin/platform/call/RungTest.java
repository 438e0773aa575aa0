package voipbin.platform.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a caller is told when nobody of several answered. */
class RungTest {

    @Test
    void ofSeveralPhonesTheMostTellingSpeaks() {
        assertThat(Rung.mostTelling(Set.of(Cause.FAILURE, Cause.BUSY, Cause.NO_ANSWER)))
                .isEqualTo(Cause.BUSY);
        assertThat(Rung.mostTelling(Set.of(Cause.OUT_OF_ORDER, Cause.NO_ANSWER)))
                .isEqualTo(Cause.NO_ANSWER);
        assertThat(Rung.mostTelling(Set.of(Cause.OUT_OF_ORDER))).isEqualTo(Cause.OUT_OF_ORDER);
        assertThat(Rung.mostTelling(Set.of())).isEqualTo(Cause.NO_ANSWER);
    }
}
