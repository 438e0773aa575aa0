package voipbin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import voipbin.kit.TestHttp;

/**
 * The flows of {@code examples/}, through the API as a reader would try them: each is saved as it stands, and walked by
 * each script beside it; what is heard then is in the text beside that.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExamplesTest {

    private static final Path EXAMPLES = Path.of("..", "examples");
    private static final String SCRIPT = ".script.json";

    /** Each recording has an id of its own. */
    private static final Pattern RECORDING = Pattern.compile("(\"recording\":\")[^\"]*");

    private final TestServer server;
    private final TestHttp admin;

    ExamplesTest(@TempDir Path folder) {
        server = TestServer.start(folder);
        admin = server.admin();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void eachDoesWhatItSays(Path script) {
        JsonNode saved = save(read(flowOf(script)));
        JsonNode trace = admin.post("/v1.0/flows/" + saved.path("id").asString() + "/simulate", read(script))
                .json();
        Path heard = script.resolveSibling(name(script).replace(SCRIPT, ".heard.txt"));
        assertThat(text(trace)).as("%s: %s", script, trace).isEqualTo(read(heard));
    }

    @Test
    void thereAreTenAndEachIsInTheReadme() {
        String readme = read(EXAMPLES.resolve("README.md"));
        List<Path> folders = list(EXAMPLES).filter(Files::isDirectory).toList();
        assertThat(folders).hasSizeGreaterThanOrEqualTo(10);
        assertThat(folders).allSatisfy(folder -> assertThat(readme).contains("(" + name(folder) + "/flow.json)"));
        assertThat(folders)
                .allSatisfy(folder -> assertThat(
                                list(folder).filter(path -> name(path).endsWith(SCRIPT)))
                        .isNotEmpty());
    }

    @Test
    void whatFollowsACallKnowsItsVariables() {
        String after = save(read(EXAMPLES.resolve("on-complete/after.json")))
                .path("id")
                .asString();
        String first = save(read(EXAMPLES.resolve("on-complete/flow.json"))
                        .replace("00000000-0000-0000-0000-000000000000", after))
                .path("id")
                .asString();
        String root = admin.post("/v1.0/activeflows", Map.of("flow_id", first))
                .json()
                .path("id")
                .asString();
        JsonNode follower = awaitFollower(root);
        assertThat(follower.path("flow_id").asString()).isEqualTo(after);
        assertThat(follower.at("/executed_actions/1/option/data").asString()).contains("\"order\":\"4711\"");
    }

    /** The ended activeflow that this one led to. */
    private JsonNode awaitFollower(String root) {
        long end = System.nanoTime() + 20_000_000_000L;
        while (System.nanoTime() < end) {
            for (JsonNode flow : admin.get("/v1.0/activeflows").json().path("result")) {
                boolean follows =
                        flow.path("reference_activeflow_id").asString("").equals(root);
                if (follows && flow.path("status").asString().equals("ended")) {
                    return flow;
                }
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("nothing follows " + root);
    }

    private JsonNode save(String flow) {
        TestHttp.Answer answer = admin.post("/v1.0/flows", flow);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    static Stream<Path> scripts() {
        return list(EXAMPLES)
                .filter(Files::isDirectory)
                .flatMap(ExamplesTest::list)
                .filter(path -> name(path).endsWith(SCRIPT));
    }

    /** What is called as another flow of the folder is its script, all others are the example's own. */
    private static Path flowOf(Path script) {
        Path other = script.resolveSibling(name(script).replace(SCRIPT, ".json"));
        return Files.exists(other) ? other : script.resolveSibling("flow.json");
    }

    /** A line an action: when, what, how it went, and what was noticed of it. */
    private static String text(JsonNode trace) {
        return trace.path("actions").valueStream().map(ExamplesTest::line).collect(Collectors.joining("\n", "", "\n"))
                + "end: " + trace.path("end").asString() + "\n";
    }

    private static String line(JsonNode action) {
        String heard =
                action.path("heard").valueStream().map(JsonNode::asString).collect(Collectors.joining("; "));
        String outcome = action.path("outcome").asString();
        String went = outcome.equals("done")
                ? ""
                : " (" + outcome + ": " + action.path("reason").asString("") + ")";
        String type = action.at("/action/type").asString();
        String begins = "%9.3f s  %s".formatted(action.path("at").asLong() / 1000.0, type);
        if (type.startsWith("recording_")) {
            return begins; // how it goes is tried with recordings
        }
        return begins
                + went
                + (heard.isEmpty() ? "" : "  " + RECORDING.matcher(heard).replaceAll("$1…"));
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> found = Files.list(folder)) {
            return found.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
