package voipbin.platform.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenewalsTest {

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T00:59:59Z, PT1S",
        "2026-03-01T01:00:00Z, PT24H",
        "2026-03-01T13:00:00Z, PT12H",
        "2026-12-31T23:00:00Z, PT2H",
    })
    void theNextRenewalIsAtOneInTheMorning(Instant now, Duration wait) {
        assertThat(Renewals.untilNext(now)).isEqualTo(wait);
    }
}
