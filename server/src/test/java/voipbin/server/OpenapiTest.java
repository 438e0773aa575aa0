package voipbin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The description that the whole product serves of itself. */
class OpenapiTest {

    @TempDir
    private static Path folder;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryOperationHasItsOwnName() throws Exception {
        JsonNode document = server.anonymous().get("/openapi.json").json();
        assertThat(document.path("openapi").asString()).isEqualTo("3.1.0");
        Set<String> names = new HashSet<>();
        int operations = 0;
        for (JsonNode path : document.path("paths")) {
            for (JsonNode operation : path) {
                names.add(operation.path("operationId").asString());
                operations++;
                assertThat(operation.path("summary").asString()).isNotEmpty();
                assertThat(operation.path("responses").size()).isPositive();
            }
        }
        assertThat(operations).isGreaterThan(20);
        assertThat(names).hasSize(operations);
        for (JsonNode reference : document.findValues("$ref")) {
            String place = reference.asString().substring(1);
            assertThat(document.at(place).isMissingNode()).as(place).isFalse();
        }
        String file = System.getProperty("voipbin.test.openapi", "");
        if (!file.isEmpty()) {
            Files.writeString(Path.of(file), document.toString());
        }
    }

    @Test
    void thePageLoadsNothingFromElsewhere() {
        for (String path : new String[] {"/docs", "/docs/docs.js", "/docs/docs.css"}) {
            assertThat(server.anonymous().get(path).status()).isEqualTo(200);
            assertThat(server.anonymous().get(path).text()).doesNotContain("https://");
        }
        assertThat(server.anonymous()
                        .get("/docs")
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .contains("default-src 'none'");
    }
}
