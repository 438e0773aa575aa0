package voipbin.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import voipbin.kit.TestHttp;
import voipbin.kit.event.Event;
import voipbin.kit.event.Position;
import voipbin.server.demo.Phone;

/** Calls through the whole server to phones of our own; real ones ring in e2e. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FirstCallTest {

    private static final int WAV_BYTES_A_SECOND = 16_000;

    private final Path folder;
    private final TestServer server;

    FirstCallTest(@TempDir Path folder) {
        this.folder = folder;
        this.server = TestServer.start(folder.resolve("data"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void thePagesCallRingsSpeaksAndEndsByItself() throws Exception {
        Path recording = folder.resolve("page.wav");
        JsonNode groupcall;
        try (Phone phone = registered(recording)) {
            groupcall = post(server.card().body()).json().path("groupcalls").path(0);
            assertThat(groupcall.path("status").asString()).isEqualTo("progressing");
            assertThat(groupcall.path("ring_method").asString()).isEqualTo("ring_all");
            assertThat(groupcall.path("answer_method").asString()).isEqualTo("hangup_others");
            assertThat(groupcall.path("call_count").asInt()).isEqualTo(1);
            phone.events().ended().get(20, SECONDS);
        }
        JsonNode call = ended(groupcall.path("call_ids").path(0).asString());
        assertThat(call.path("hangup_by").asString()).isEqualTo("local");
        assertThat(call.path("hangup_reason").asString()).isEqualTo("normal");
        assertThat(call.path("groupcall_id")).isEqualTo(groupcall.path("id"));
        assertThat(times(call, "tm_create", "tm_ringing", "tm_progressing", "tm_hangup"))
                .isSorted();
        assertThat(Files.size(recording)).isGreaterThan(3 * WAV_BYTES_A_SECOND);

        JsonNode over = admin().get("/v1.0/groupcalls/" + groupcall.path("id").asString())
                .json();
        assertThat(over.path("status").asString()).isEqualTo("hangup");
        assertThat(over.path("answer_call_id")).isEqualTo(call.path("id"));
    }

    @Test
    void eachChangeIsAnEventInItsOrder() throws Exception {
        Position before = server.voipbin().core().db().outbox().end();
        String id;
        try (Phone phone = registered(folder.resolve("events.wav"))) {
            id = callWith(List.of(Map.of("type", "sleep", "option", Map.of("duration", 1))));
            phone.events().ended().get(10, SECONDS);
        }
        ended(id);
        List<String> types = server.voipbin().core().db().outbox().after(before, 100).stream()
                .filter(event -> event.tree().path("id").asString("").equals(id))
                .map(Event::type)
                .toList();
        assertThat(types)
                .containsExactly(
                        "call_created",
                        "call_ringing",
                        "call_progressing",
                        "call_updated",
                        "call_terminating",
                        "call_hangup");
    }

    @Test
    void hangingUpWhileItTalksEndsThePhonesCall() throws Exception {
        try (Phone phone = registered(folder.resolve("hangup.wav"))) {
            String id = callWith(sleepLong());
            phone.events().answered().get(5, SECONDS);
            status(id, "progressing");
            JsonNode ending =
                    admin().post("/v1.0/calls/" + id + "/hangup", Map.of()).json();
            assertThat(ending.path("status").asString()).isIn("terminating", "hangup");
            phone.events().ended().get(5, SECONDS);
            assertThat(ended(id).path("hangup_reason").asString()).isEqualTo("normal");
            assertThat(admin().post("/v1.0/calls/" + id + "/hangup", Map.of())
                            .json()
                            .path("status")
                            .asString())
                    .isEqualTo("hangup");
        }
    }

    @Test
    void deletingHangsUpAndLeavesAConflict() throws Exception {
        try (Phone phone = registered(folder.resolve("delete.wav"))) {
            String id = callWith(sleepLong());
            phone.events().answered().get(5, SECONDS);
            JsonNode deleted = admin().delete("/v1.0/calls/" + id).json();
            assertThat(deleted.path("tm_delete").isMissingNode()).isFalse();
            phone.events().ended().get(5, SECONDS);
            TestHttp.Answer gone = admin().get("/v1.0/calls/" + id);
            assertThat(gone.status()).isEqualTo(409);
            assertThat(gone.reason()).isEqualTo("STATE_INVALID");
            assertThat(admin().delete("/v1.0/calls/" + id).status()).isEqualTo(409);
        }
    }

    @Test
    void hangingUpWhileItRingsCancels() throws Exception {
        try (Phone phone = registered(folder.resolve("cancel.wav"))) {
            String id = callWith(sleepLong());
            phone.events().rings().get(5, SECONDS);
            admin().post("/v1.0/calls/" + id + "/hangup", Map.of());
            phone.events().ended().get(5, SECONDS);
            JsonNode call = ended(id);
            assertThat(call.path("hangup_reason").asString()).isEqualTo("cancel");
            assertThat(call.path("hangup_by").asString()).isEqualTo("local");
            assertThat(call.has("tm_progressing")).isFalse();
        }
    }

    @Test
    void playingWhatIsNoSoundIsToldAndTheFlowGoesOn() throws Exception {
        Position before = server.voipbin().core().db().outbox().end();
        try (Phone phone = registered(folder.resolve("play.wav"))) {
            String id = callWith(List.of(Map.of(
                    "type",
                    "play",
                    "option",
                    Map.of("stream_urls", List.of(server.card().api() + "/ping")))));
            phone.events().ended().get(10, SECONDS);
            ended(id);
        }
        assertThat(server.voipbin().core().db().outbox().after(before, 100))
                .filteredOn(event -> event.type().equals("call_action_failed"))
                .singleElement()
                .satisfies(event -> assertThat(event.data()).contains("SOUND_UNPLAYABLE"));
    }

    @Test
    void aCallToASipUriIsOneCall() throws IOException, InterruptedException {
        JsonNode answer = post("""
                        {"destinations":[{"type":"sip","target":"nobody@127.0.0.1:9"},{"type":"line","target":"x"}]}""").json();
        assertThat(answer.path("groupcalls").size()).isZero();
        JsonNode call = answer.path("calls").path(0);
        assertThat(call.path("status").asString()).isEqualTo("dialing");
        assertThat(call.path("direction").asString()).isEqualTo("outgoing");
        admin().delete("/v1.0/calls/" + call.path("id").asString());
    }

    private static List<Map<String, Object>> sleepLong() {
        return List.of(Map.of("type", "sleep", "option", Map.of("duration", 60_000)));
    }

    private Phone registered(Path recording) throws Exception {
        Phone phone = server.phone(recording);
        phone.events().registered().get(5, SECONDS);
        return phone;
    }

    private String callWith(List<Map<String, Object>> actions) {
        JsonNode answer = admin().post(
                        "/v1.0/calls",
                        Map.of(
                                "source",
                                        Map.of(
                                                "type",
                                                "tel",
                                                "target",
                                                server.card().number()),
                                "destinations", List.of(Map.of("type", "extension", "target_name", "quickstart-phone")),
                                "actions", actions))
                .json();
        return answer.path("groupcalls").path(0).path("call_ids").path(0).asString();
    }

    private TestHttp.Answer post(String body) {
        return admin().post("/v1.0/calls", voipbin.kit.json.Json.parse(body));
    }

    private TestHttp admin() {
        return server.admin();
    }

    private JsonNode ended(String id) throws InterruptedException {
        return status(id, "hangup");
    }

    /** The phone hears of a change a moment before the row tells it. */
    private JsonNode status(String id, String status) throws InterruptedException {
        TestHttp admin = admin();
        JsonNode call = admin.get("/v1.0/calls/" + id).json();
        for (int i = 0; i < 200 && !call.path("status").asString("").equals(status); i++) {
            Thread.sleep(10);
            call = admin.get("/v1.0/calls/" + id).json();
        }
        assertThat(call.path("status").asString("")).isEqualTo(status);
        return call;
    }

    private static List<Instant> times(JsonNode call, String... names) {
        List<Instant> times = new ArrayList<>();
        for (String name : names) {
            times.add(Instant.parse(call.path(name).asString()));
        }
        return times;
    }
}
