package voipbin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import voipbin.kit.TestHttp;
import voipbin.kit.event.Event;
import voipbin.kit.event.Position;
import voipbin.kit.json.Json;

/** {@code /flows} and {@code /trunks} as a client sees them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlowsAndTrunksTest {

    private static final List<Map<String, Object>> SLEEP =
            List.of(Map.of("type", "sleep", "option", Map.of("duration", 10)));

    private final TestServer server;
    private final TestHttp admin;

    FlowsAndTrunksTest(@TempDir Path folder) {
        server = TestServer.start(folder);
        admin = server.admin();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void aFlowIsMadeListedReplacedAndDeleted() {
        Position before = server.voipbin().core().db().outbox().end();
        JsonNode end = flow(Map.of("name", "end", "detail", "", "actions", SLEEP));
        JsonNode made = flow(Map.of(
                "name",
                "menu",
                "detail",
                "d",
                "actions",
                SLEEP,
                "on_complete_flow_id",
                end.path("id").asString()));
        assertThat(made.path("type").asString()).isEqualTo("flow");
        assertThat(made.path("direct_hash").asString()).matches("direct\\.[0-9a-f]{12}");
        assertThat(made.at("/actions/0/id").asString()).isNotEqualTo(new java.util.UUID(0, 0).toString());
        assertThat(made.has("persist")).isFalse();
        String path = "/v1.0/flows/" + made.path("id").asString();
        assertThat(admin.get(path).json()).isEqualTo(made);

        JsonNode replaced = admin.put(path, Map.of("name", "other", "detail", "", "actions", List.of()))
                .json();
        assertThat(replaced.path("name").asString()).isEqualTo("other");
        assertThat(replaced.path("on_complete_flow_id").asString())
                .as("PUT replaces: what it does not say is cleared")
                .isEqualTo(new java.util.UUID(0, 0).toString());
        String hash = admin.post(path + "/direct-hash-regenerate", Map.of())
                .json()
                .path("direct_hash")
                .asString();
        assertThat(hash).isNotEqualTo(made.path("direct_hash").asString());

        assertThat(admin.delete(path).json().path("tm_delete").isNull()).isFalse();
        assertThat(admin.get(path).status()).isEqualTo(404);
        assertThat(server.voipbin().core().db().outbox().after(before, 100).stream()
                        .map(Event::type)
                        .filter(type -> type.startsWith("flow_"))
                        .distinct())
                .containsExactlyInAnyOrder("flow_created", "flow_updated", "flow_deleted");
    }

    @Test
    void anActiveflowIsStartedStoppedAndDeleted() {
        JsonNode made = admin.post(
                        "/v1.0/activeflows",
                        Map.of(
                                "actions",
                                List.of(Map.of("type", "block")),
                                "variables",
                                Map.of("a", "1"),
                                "webhook_uri",
                                "http://127.0.0.1:9/",
                                "webhook_method",
                                "POST"))
                .json();
        assertThat(made.path("status").asString()).isEqualTo("running");
        assertThat(made.path("reference_type").asString()).isEqualTo("api");
        assertThat(made.has("variables")).isFalse();
        String path = "/v1.0/activeflows/" + made.path("id").asString();
        assertThat(admin.get(path).json().path("webhook_uri").asString()).isEqualTo("http://127.0.0.1:9/");
        for (int i = 0; i < 2; i++) {
            assertThat(admin.post(path + "/stop", Map.of())
                            .json()
                            .path("status")
                            .asString())
                    .isEqualTo("ended");
        }
        assertThat(admin.delete(path).status()).isEqualTo(200);
        assertThat(admin.get(path).reason()).isEqualTo("RESOURCE_NOT_FOUND");
        assertThat(admin.post("/v1.0/activeflows", Map.of("webhook_uri", "ftp://x"))
                        .reason())
                .isEqualTo("INVALID_WEBHOOK_URI");
        assertThat(admin.post("/v1.0/activeflows", Map.of("webhook_method", "PATCH"))
                        .reason())
                .isEqualTo("INVALID_WEBHOOK_METHOD");
    }

    @Test
    void aFlowIsSimulatedWithoutAPhone() {
        JsonNode flow = flow(Map.of(
                "name",
                "menu",
                "detail",
                "",
                "actions",
                List.of(
                        Map.of("type", "digits_receive", "option", Map.of("duration", 5000, "length", 1)),
                        Map.of("type", "talk", "option", Map.of("text", "you pressed ${voipbin.call.digits}")))));
        JsonNode trace = admin.post(
                        "/v1.0/flows/" + flow.path("id").asString() + "/simulate", Map.of("digits", List.of("5")))
                .json();
        assertThat(trace.at("/actions/1/heard").toString()).contains("you pressed 5");
        assertThat(trace.path("end").asString()).isEqualTo("flow");
    }

    @Test
    void flowsOfRequestsAreNotListed() {
        admin.post(
                "/v1.0/calls",
                Map.of(
                        "destinations",
                        List.of(Map.of("type", "extension", "target_name", "quickstart-phone")),
                        "actions",
                        SLEEP));
        JsonNode kept = flow(Map.of("name", "kept", "detail", "", "actions", SLEEP));
        List<String> names = admin.get("/v1.0/flows")
                .json()
                .path("result")
                .valueStream()
                .map(row -> row.path("name").asString(""))
                .toList();
        assertThat(names).contains(kept.path("name").asString()).doesNotContain("");
    }

    @ParameterizedTest
    @CsvSource({
        "'[{\"type\":\"sleep\"},{\"type\":\"teleport\"}]', 400, INVALID_ACTION_TYPE, actions[1].type",
        "'[{\"type\":\"empty\"}]', 400, INVALID_ACTION_TYPE, actions[0].type",
        "'[{\"type\":\"connect\",\"option\":{\"anonymous\":\"perhaps\"}}]', 400, INVALID_ANONYMOUS_VALUE, actions[0]",
    })
    void actionsThatCouldNotRunAreRefusedWithTheirPlace(String actions, int status, String reason, String place) {
        TestHttp.Answer refused =
                admin.post("/v1.0/flows", Map.of("name", "x", "detail", "", "actions", Json.parse(actions)));
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.text()).contains(place);
    }

    @Test
    void aFlowThatIsNotThereCannotFollow() {
        TestHttp.Answer refused = admin.post(
                "/v1.0/flows",
                Map.of(
                        "name",
                        "x",
                        "detail",
                        "",
                        "actions",
                        SLEEP,
                        "on_complete_flow_id",
                        java.util.UUID.randomUUID()));
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.reason()).isEqualTo("FLOW_NOT_FOUND");
    }

    @Test
    void aDeletedFlowLeavesItsNumbers() {
        String flow = flow(Map.of("name", "gone", "detail", "", "actions", SLEEP))
                .path("id")
                .asString();
        String number = TestServer.freeNumber(admin);
        String path = "/v1.0/numbers/"
                + admin.post(
                                "/v1.0/numbers",
                                Map.of(
                                        "number",
                                        number,
                                        "type",
                                        "virtual",
                                        "call_flow_id",
                                        flow,
                                        "message_flow_id",
                                        flow))
                        .json()
                        .path("id")
                        .asString();
        admin.delete("/v1.0/flows/" + flow);
        JsonNode left = admin.get(path).json();
        String none = new java.util.UUID(0, 0).toString();
        assertThat(left.path("call_flow_id").asString()).isEqualTo(none);
        assertThat(left.path("message_flow_id").asString()).isEqualTo(none);
    }

    @Test
    void aTrunkIsMadeReplacedAndDeletedAndItsNameIsFreeAgain() {
        JsonNode made = admin.post("/v1.0/trunks", trunk("Office.One")).json();
        assertThat(made.path("domain_name").asString()).isEqualTo("office.one");
        assertThat(made.path("password").asString()).isEqualTo("secret");
        assertThat(made.path("auth_types").path(1).asString()).isEqualTo("ip");
        TestHttp.Answer again = admin.post("/v1.0/trunks", trunk("office.one"));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.reason()).isEqualTo("TRUNK_ALREADY_EXISTS");

        String path = "/v1.0/trunks/" + made.path("id").asString();
        JsonNode replaced = admin.put(
                        path, Map.of("name", "new", "auth_types", List.of("ip"), "allowed_ips", List.of("2001:db8::1")))
                .json();
        assertThat(replaced.path("domain_name").asString()).isEqualTo("office.one");
        assertThat(replaced.path("allowed_ips").path(0).asString()).isEqualTo("2001:db8::1");
        assertThat(replaced.has("username")).isFalse();
        assertThat(admin.delete(path).json().path("tm_delete").isNull()).isFalse();
        assertThat(admin.get(path).reason()).isEqualTo("RESOURCE_NOT_FOUND");
        assertThat(admin.post("/v1.0/trunks", trunk("office.one")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "domain_name, 1office",
        "domain_name, o",
        "domain_name, of_fice",
        "username, ''",
        "password, ''",
        "allowed_ips, 10.0.0.0/8",
        "allowed_ips, host.example",
        "auth_types, magic",
    })
    void aTrunkThatCouldNotWorkIsRefused(String field, String value) {
        Map<String, Object> body = new HashMap<>(trunk("refused"));
        body.put(field, field.endsWith("s") ? List.of(value) : value);
        TestHttp.Answer refused = admin.post("/v1.0/trunks", body);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains(field);
    }

    private JsonNode flow(Map<String, ?> body) {
        return admin.post("/v1.0/flows", body).json();
    }

    private static Map<String, Object> trunk(String domainName) {
        return Map.of(
                "name", "pbx",
                "detail", "",
                "domain_name", domainName,
                "auth_types", List.of("basic", "ip"),
                "username", "pbx",
                "password", "secret",
                "allowed_ips", List.of("192.0.2.1"));
    }
}
