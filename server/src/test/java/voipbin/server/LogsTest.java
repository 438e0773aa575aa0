package voipbin.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import voipbin.kit.TestHttp;
import voipbin.kit.json.Json;

/** What can be found in the log afterwards. */
class LogsTest {

    @TempDir
    Path folder;

    @Test
    void eachChangeIsALineOfJsonThatSaysWhoDidItByWhichRequest() throws IOException {
        Logs.toFile(folder);
        try (TestServer server = TestServer.start(folder.resolve("data"))) {
            TestHttp admin = server.admin().with("X-Request-Id", "req-of-this-test");
            admin.post("/v1.0/tags", Map.of("name", "seen in the log"));
            admin.get("/v1.0/tags");
            List<JsonNode> audit = Files.readAllLines(folder.resolve(Logs.FILE)).stream()
                    .map(Json::parse)
                    .filter(line -> line.path("loggerName").asString("").equals("voipbin.audit"))
                    .toList();
            assertThat(audit)
                    .extracting(line -> line.path("formattedMessage").asString(""))
                    .containsExactly("POST /auth/login 200", "POST /v1.0/tags 200");
            JsonNode ids = audit.getLast().path("mdc");
            assertThat(ids.path("request_id").asString("")).isEqualTo("req-of-this-test");
            assertThat(ids.path("customer_id").asString(""))
                    .isEqualTo(server.card().customerId());
            assertThat(ids.path("client").asString("")).isEqualTo("127.0.0.1");
        } finally {
            ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).detachAndStopAllAppenders();
        }
    }
}
