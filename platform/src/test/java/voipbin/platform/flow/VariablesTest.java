package voipbin.platform.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import voipbin.base.Problem;

class VariablesTest {

    private final Variables variables =
            new Variables(Map.of("a", "1", "b c", "2", "nested", "${a}", "dollar", "$1\\"), () -> "{}");

    @ParameterizedTest
    @CsvSource({
        "'${a}', '1'",
        "'x${a}y${a}', 'x1y1'",
        "'${b c}', '2'",
        "'${ a}', ''",
        "'${A}', ''",
        "'${nested}', '${a}'",
        "'${a', '${a'",
        "'$a {a}', '$a {a}'",
        "'${dollar}', '$1\\'",
        "'${voipbin.flow.reference_data}', '{}'",
    })
    void fillsInTexts(String text, String filled) {
        assertThat(variables.in(text)).isEqualTo(filled);
    }

    @Test
    void fillsInTextsHoweverDeepAndLeavesNumbersAlone() {
        Map<String, Object> filled =
                variables.in(Map.of("list", List.of("${a}", 3, Map.of("deep", "${a}")), "number", 4, "flag", true));
        assertThat(filled).isEqualTo(Map.of("list", List.of("1", 3, Map.of("deep", "1")), "number", 4, "flag", true));
    }

    @Test
    void ofARequestNothingReservedIsTakenAndAllOrNothing() {
        assertThat(Variables.sanitized(Map.of(" a ", "1", "VoipBin.x", "2", "  ", "3")))
                .isEqualTo(Map.of("a", "1"));
        assertThat(Variables.sanitized(Map.of("a", "1", "b", "x".repeat(33_000))))
                .isEmpty();
    }

    @Test
    void tooMuchIsRefused() {
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i <= 100; i++) {
            many.put("k" + i, "");
        }
        for (Map<String, String> wrong : List.of(many, Map.of("a", "x".repeat(32 * 1024 + 1)))) {
            assertThatThrownBy(() -> Variables.check(wrong))
                    .isInstanceOfSatisfying(
                            Problem.class,
                            problem -> assertThat(problem.reason()).isEqualTo("INVALID_VARIABLES"));
        }
    }
}
