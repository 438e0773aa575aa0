package voipbin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RestartTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theSecondStartShowsTheSameCredentialsAndLeavesNoCallOpen() {
        try (TestServer server = TestServer.start(folder)) {
            Card.Credentials first = server.card().credentials();
            JsonNode call = server.admin()
                    .post(
                            "/v1.0/calls",
                            Map.of("destinations", List.of(Map.of("type", "sip", "target", "x@127.0.0.1:9"))))
                    .json()
                    .path("calls")
                    .path(0);
            server.restart();
            assertThat(server.card().credentials()).isEqualTo(first);
            JsonNode after = server.admin()
                    .get("/v1.0/calls/" + call.path("id").asString())
                    .json();
            assertThat(after.path("status").asString()).isEqualTo("hangup");
            assertThat(after.path("hangup_by").asString()).isEqualTo("local");
        }
    }

    @Test
    void theCardIsForItsOwnerOnly() throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(server.path("card.json"))))
                    .isEqualTo("rw-------");
            assertThat(server.card().curl()).contains("/v1.0/calls?accesskey=vb_", "quickstart-phone");
        }
    }

    @Test
    void oneFolderOneServer() {
        try (TestServer server = TestServer.start(folder)) {
            assertThat(server.card().accesskey()).startsWith("vb_");
            assertThatThrownBy(() -> TestServer.start(folder))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("Another VoIPBIN is running on the data folder");
        }
    }

    @Test
    void aTakenPortIsNamedAndNothingStaysBehind() {
        try (TestServer server = TestServer.start(folder.resolve("first"))) {
            String sip = String.valueOf(server.card().sipPort());
            assertThatThrownBy(() -> TestServer.start(folder.resolve("second"), "sip.port", sip))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("SIP port " + sip)
                    .hasMessageContaining("--sip-port");
            String http = String.valueOf(server.voipbin().httpPort());
            assertThatThrownBy(() -> TestServer.start(folder.resolve("second"), "http.port", http))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("HTTP port " + http)
                    .hasMessageContaining("--port");
            TestServer.start(folder.resolve("second")).close();
        }
    }
}
