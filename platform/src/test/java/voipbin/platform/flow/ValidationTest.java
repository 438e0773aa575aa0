package voipbin.platform.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import voipbin.base.Problem;

class ValidationTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"sleep\",\"option\":{\"duration\":\"long\"}} | INVALID_ACTION_OPTION | actions[1].option.duration:",
                "{\"type\":\"play\",\"option\":{\"stream_urls\":\"x\"}} | INVALID_ACTION_OPTION | actions[1].option.stream_urls:",
                "{\"type\":\"talk\",\"option\":{\"async\":\"yes\"}} | INVALID_ACTION_OPTION | actions[1].option.async:",
                "{\"type\":\"goto\",\"option\":{\"target_id\":7}} | INVALID_ACTION_OPTION | actions[1].option.target_id:",
                "{\"type\":\"call\",\"option\":{\"actions\":[{\"type\":\"x\"}]}} | INVALID_ACTION_TYPE | actions[1].option.actions[0].type",
                "{\"type\":\"call\",\"option\":{\"anonymous\":true}} | INVALID_ANONYMOUS_VALUE | actions[1].option.anonymous",
                "{\"type\":\"agent_call\"} | INVALID_ACTION_TYPE | actions[1].type",
            })
    void aMistakeIsNamedWithItsPlace(String action, String reason, String place) {
        Problem problem = catchThrowableOfType(Problem.class, () -> validate(action));
        assertThat(problem.reason()).isEqualTo(reason);
        assertThat(problem.getMessage()).startsWith(place);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"sleep\",\"option\":{\"duration\":\"${x}\"}}",
                "{\"type\":\"fetch_flow\",\"option\":{\"flow_id\":\"${x}\"}}",
                "{\"type\":\"sleep\",\"option\":{\"unknown\":{}}}",
                "{\"type\":\"goto\",\"option\":{\"target_id\":\"00000000-0000-4000-8000-00000000000a\"}}",
                "{\"type\":\"mute\"}",
            })
    void whatOnlyShowsWhenItRunsIsLetPass(String action) {
        validate(action);
    }

    private static void validate(String action) {
        Flows.validate(FetchedActions.read(("[{\"type\":\"answer\"}," + action + "]").getBytes(UTF_8)));
    }
}
