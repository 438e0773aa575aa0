package voipbin.platform.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import voipbin.kit.outward.Outward.Answered;
import voipbin.kit.outward.Outward.Forbidden;
import voipbin.kit.outward.Outward.Unreachable;

class BackoffTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final Random random = new Random(1);

    private Optional<Instant> next(int attempts, Instant now, Duration asked) {
        return Backoff.STANDARD.next(attempts, BEGIN, now, asked, random);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "10, 512", "11, 900", "100, 900", "2000000000, 900"})
    void thePauseDoublesUpToAQuarterOfAnHourGiveOrTakeAFifth(int attempts, long seconds) {
        for (int i = 0; i < 100; i++) {
            Duration pause =
                    Duration.between(BEGIN, next(attempts, BEGIN, Duration.ZERO).orElseThrow());
            assertThat(pause.toMillis()).isBetween(seconds * 800, seconds * 1200);
        }
    }

    @Test
    void itIsGivenUpAfterADay() {
        Instant late = BEGIN.plus(Duration.ofHours(24));
        assertThat(next(100, late.minusSeconds(1), Duration.ZERO)).isEmpty();
        assertThat(next(100, late.minusSeconds(3600), Duration.ZERO)).isPresent();
        assertThat(next(1, late, Duration.ofSeconds(5))).isEmpty();
    }

    @Test
    void aTargetMayAskForMoreButNotForLess() {
        assertThat(next(1, BEGIN, Duration.ofHours(2))).contains(BEGIN.plus(Duration.ofHours(2)));
        assertThat(next(1, BEGIN, Duration.ofDays(9))).as("one last time").contains(BEGIN.plus(Duration.ofDays(1)));
        assertThat(next(11, BEGIN, Duration.ofSeconds(1)).orElseThrow()).isAfter(BEGIN.plusSeconds(700));
    }

    @ParameterizedTest
    @CsvSource({
        "120, 120",
        "' 7 ', 7",
        "0, 0",
        "'', 0",
        "-5, 0",
        "99999999999999, 0",
        "soon, 0",
        "'Thu, 01 Jan 2026 00:01:00 GMT', 60",
        "'Wed, 31 Dec 2025 00:00:00 GMT', 0"
    })
    void retryAfterIsSecondsOrADate(String value, long seconds) {
        assertThat(RetryAfter.read(value, BEGIN)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "200, Heard",
        "204, Heard",
        "299, Heard",
        "301, Final",
        "304, Final",
        "400, Final",
        "401, Final",
        "404, Final",
        "410, Final",
        "408, Again",
        "429, Again",
        "500, Again",
        "502, Again",
        "503, Again",
        "599, Again"
    })
    void aStatusIsHeardFinalOrWorthAnotherTry(int status, String verdict) {
        assertThat(Verdict.of(new Answered(status, "5"), BEGIN).getClass().getSimpleName())
                .isEqualTo(verdict);
    }

    @Test
    void onlyBusyServersAreAskedHowLongToWait() {
        assertThat(Verdict.of(new Answered(429, "5"), BEGIN)).isEqualTo(new Verdict.Again(Duration.ofSeconds(5)));
        assertThat(Verdict.of(new Answered(503, "5"), BEGIN)).isEqualTo(new Verdict.Again(Duration.ofSeconds(5)));
        assertThat(Verdict.of(new Answered(500, "5"), BEGIN)).isEqualTo(new Verdict.Again(Duration.ZERO));
        assertThat(Verdict.of(new Unreachable("x"), BEGIN)).isEqualTo(new Verdict.Again(Duration.ZERO));
        assertThat(Verdict.of(new Forbidden("x"), BEGIN)).isEqualTo(new Verdict.Final());
    }
}
