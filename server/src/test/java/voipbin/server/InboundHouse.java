package voipbin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import voipbin.kit.TestHttp;
import voipbin.media.MediaSession;
import voipbin.media.audio.Goertzel;
import voipbin.media.audio.Tone;
import voipbin.sip.CallOutcome;
import voipbin.sip.auth.Credentials;

/** A server that phones on our own stack call, with what its tests have in common. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InboundHouse {

    static final String PASSWORD = "a-Secret-1";

    final TestServer server;
    final TestHttp admin;

    InboundHouse(Path folder) {
        server = TestServer.start(folder, "sip.carriers", "127.0.0.9");
        admin = server.admin();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /** The second half of a second of what one says is what the other hears. */
    static void hears(MediaSession speaks, MediaSession listens) throws InterruptedException {
        speaks.play(Tone.sine(620, 0.3, Duration.ofSeconds(60)), _ -> {});
        short[] heard = Hearing.of(listens, 8_000);
        assertThat(Goertzel.amplitude(heard, 4_000, 4_000, 620)).isGreaterThan(0.05);
    }

    static int status(TestCaller.Side side) {
        return side.end() instanceof CallOutcome.Refused(int status, String _) ? status : 0;
    }

    String at(String user) {
        return "sip:" + user + "@" + server.card().sipDomain();
    }

    String from(String user) {
        return "<" + at(user) + ">";
    }

    static Optional<Credentials> credentials(String extension) {
        return Optional.of(new Credentials(extension, PASSWORD));
    }

    String extension() {
        String name = "in-" + TestServer.unique();
        admin.post("/v1.0/extensions", Map.of("extension", name, "password", PASSWORD, "name", "", "detail", ""));
        return name;
    }

    /** The id of a new agent with this extension. */
    String agent(String extension) {
        Map<String, Object> address = Map.of("type", "extension", "target", idOf("extensions", "extension", extension));
        return TestServer.newAgent(admin, PASSWORD, List.of(address)).path("id").asString();
    }

    String hashOf(String resource, String field, String value) {
        return found(resource, field, value).path("direct_hash").asString();
    }

    String idOf(String resource, String field, String value) {
        return found(resource, field, value).path("id").asString();
    }

    JsonNode found(String resource, String field, String value) {
        for (JsonNode row : admin.get("/v1.0/" + resource).json().path("result")) {
            if (row.path(field).asString("").equals(value)) {
                return row;
            }
        }
        throw new AssertionError("no " + resource + " with " + field + " " + value);
    }

    String flow(List<Map<String, Object>> actions) {
        return admin.post("/v1.0/flows", Map.of("name", "in", "detail", "", "actions", actions))
                .json()
                .path("id")
                .asString();
    }

    String number(String flow) {
        String number = TestServer.freeNumber(admin);
        admin.post("/v1.0/numbers", Map.of("number", number, "type", "virtual", "call_flow_id", flow));
        return number;
    }

    /** The newest call of this direction from this extension or number, as soon as there is one. */
    JsonNode newest(String direction, String source) throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            for (JsonNode call : admin.get("/v1.0/calls").json().path("result")) {
                boolean from = call.at("/source/target").asString("").equals(source)
                        || call.at("/source/target_name").asString("").equals(source);
                if (from && call.path("direction").asString().equals(direction)) {
                    return call;
                }
            }
            Thread.sleep(20);
        }
        throw new AssertionError("no call from " + source);
    }

    JsonNode ended(JsonNode call) throws InterruptedException {
        return awaitStatus(call, "hangup");
    }

    JsonNode awaitStatus(JsonNode call, String status) throws InterruptedException {
        String path = "/v1.0/calls/" + call.path("id").asString();
        JsonNode now = admin.get(path).json();
        for (int i = 0; i < 1000 && !now.path("status").asString("").equals(status); i++) {
            Thread.sleep(20);
            now = admin.get(path).json();
        }
        assertThat(now.path("status").asString("")).isEqualTo(status);
        return now;
    }
}
