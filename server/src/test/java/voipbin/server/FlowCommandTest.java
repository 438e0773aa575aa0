package voipbin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import voipbin.kit.json.Json;

/** {@code flow simulate} with the mistakes that people make; what it does with flows without any is in examples. */
class FlowCommandTest {

    private final FlowCommand.Simulate simulate = new FlowCommand.Simulate();

    @TempDir
    private Path folder;

    private Integer run(String flow, String... script) throws IOException {
        Path file = Files.writeString(folder.resolve("flow.json"), flow);
        CommandLine line = new CommandLine(simulate);
        if (script.length == 0) {
            line.parseArgs(file.toString());
        } else {
            line.parseArgs(
                    file.toString(),
                    Files.writeString(folder.resolve("script.json"), script[0]).toString());
        }
        return simulate.call();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"actions\": [{\"type\": \"answer\"},]} | actions: is not JSON at line 1, column 33",
                "{\"actions\": [{\"type\": \"answer\"}, {\"type\": \"tlak\"}]} | actions[1].type: 'tlak' is not known",
                "{\"actions\": [{\"type\": \"sleep\", \"option\": {\"duration\": \"long\"}}]} | actions[0].option.duration",
                "{\"action\": [{\"type\": \"answer\"}]} | has no actions",
                "{\"actions\": [{\"type\": \"answer\"}], \"script\": {\"digits\": \"12\"}} | script.digits: must be an array",
                "[] | must be an object",
                "~~ | must be an object",
            })
    void aMistakeIsToldWithItsFileAndPlace(String flow, String told) {
        assertThatThrownBy(() -> run(flow))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith(folder.resolve("flow.json").toString())
                .hasMessageContaining(told);
    }

    @Test
    void aMistakeInTheScriptIsToldOfTheScript() {
        assertThatThrownBy(() -> run("{\"actions\": [{\"type\": \"answer\"}]}", "{\"keys\": 1}"))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith(folder.resolve("script.json").toString())
                .hasMessageContaining("keys: must be an array");
    }

    @Test
    void aFileThatIsNotThereOrNoneIsToldSo() {
        new CommandLine(simulate).parseArgs(folder.resolve("none.json").toString());
        assertThatThrownBy(simulate::call)
                .hasMessageContaining("There is no file")
                .hasMessageContaining("none.json");
        new CommandLine(simulate).parseArgs(folder.toString());
        assertThatThrownBy(simulate::call).isInstanceOf(Refusal.class).hasMessageContaining("Cannot read");
    }

    @Test
    void aLoopEndsAndSaysSo() throws IOException {
        String id = "00000000-0000-4000-8000-00000000000a";
        assertThat(run("{\"actions\": [{\"id\": \"%s\", \"next_id\": \"%s\", \"type\": \"beep\"}]}".formatted(id, id)))
                .isZero();
    }

    @Test
    void whatIsNotKnownIsNamedWithItsPlace() {
        assertThat(Strangers.inScene(Json.parse("""
                {"name": "x", "actoins": [], "script": {"digit": ["1"], "keys": [{"att": 1}], "answers": [{"after": 1}],
                 "fetches": [[{"type": "sleep", "option": {"durtion": 5}}]]},
                 "actions": [{"type": "answer", "option": {"now": true}}, {"type": "unknown", "option": {"a": 1}},
                  {"type": "call", "next": "", "option": {"actions": [{"type": "sleep", "option": {"time": 5}}]}}]}
                """)))
                .extracting(line -> line.substring(0, line.indexOf(';')))
                .containsExactly(
                        "actoins is not known",
                        "script.digit is not known",
                        "script.keys[0].att is not known",
                        "script.fetches[0][0].option.durtion is not known",
                        "actions[0].option.now is not known",
                        "actions[2].next is not known",
                        "actions[2].option.actions[0].option.time is not known");
        assertThat(Strangers.inScript(Json.parse("{\"digits\": [], \"hangup\": 5}")))
                .containsExactly("hangup is not known; known are answers, at, destination, digits, fetches,"
                        + " hangup_after, keys, machine, reference_type, source, variables");
    }
}
