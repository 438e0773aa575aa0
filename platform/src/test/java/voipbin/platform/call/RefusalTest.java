package voipbin.platform.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a caller who has not been answered is told, and that it means the same to who hears it. */
class RefusalTest {

    @ParameterizedTest
    @CsvSource({
        "UNALLOCATED, 404",
        "BUSY, 486",
        "NO_RESPONSE, 408",
        "NO_ANSWER, 480",
        "REJECTED, 403",
        "NUMBER_CHANGED, 410",
        "OUT_OF_ORDER, 502",
        "BAD_NUMBER, 484",
        "NOT_IMPLEMENTED, 501",
        "UNKNOWN, 480",
        "CONGESTION, 503",
        "FAILURE, 500",
        "INCOMPATIBLE, 488",
        "NORMAL, 603",
        "ANSWERING_MACHINE, 603",
    })
    void eachCauseHasItsStatus(Cause cause, int status) {
        assertThat(Refusal.of(cause).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"UNKNOWN", "NORMAL", "ANSWERING_MACHINE", "DURATION", "INTERWORKING"})
    void aCauseThatGoesThroughTwoServersStaysTheSame(Cause cause) {
        assertThat(Cause.ofStatus(Refusal.of(cause).status())).isEqualTo(cause);
    }

    @Test
    void ofSeveralPhonesTheMostTellingSpeaks() {
        assertThat(Connecting.mostTelling(Set.of(Cause.FAILURE, Cause.BUSY, Cause.NO_ANSWER)))
                .isEqualTo(Cause.BUSY);
        assertThat(Connecting.mostTelling(Set.of(Cause.OUT_OF_ORDER, Cause.NO_ANSWER)))
                .isEqualTo(Cause.NO_ANSWER);
        assertThat(Connecting.mostTelling(Set.of(Cause.OUT_OF_ORDER))).isEqualTo(Cause.OUT_OF_ORDER);
        assertThat(Connecting.mostTelling(Set.of())).isEqualTo(Cause.NO_ANSWER);
    }
}
