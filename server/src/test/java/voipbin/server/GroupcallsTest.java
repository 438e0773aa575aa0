package voipbin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import voipbin.kit.TestHttp;

/** Groups of simulated callees: who rings when, who wins, and how it ends. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupcallsTest {

    private static final String BUSY = "+899000200000";
    private static final String DECLINES = "+899000700000";
    private static final String NEVER = "+899000300000";
    private static final String ANSWERS = "+899000000000";
    private static final String NIL = new UUID(0, 0).toString();

    private final TestServer server;
    private int assigned = 100;
    private final TestHttp admin;

    GroupcallsTest(@TempDir Path folder) {
        server = TestServer.start(folder);
        admin = server.admin();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void theFirstToAnswerWinsAndTheOthersAreHungUp() throws Exception {
        String group = ring("ring_all", "hangup_others", tel(NEVER), tel(ANSWERS));
        JsonNode answered = await(group, "answer_call_id");
        assertThat(answered.path("call_ids").size()).isEqualTo(2);
        String winner = answered.path("answer_call_id").asString();
        assertThat(winner).isEqualTo(answered.path("call_ids").path(1).asString());
        JsonNode other =
                ended("/v1.0/calls/" + answered.path("call_ids").path(0).asString());
        assertThat(other.path("hangup_reason").asString()).isEqualTo("cancel");
        admin.post("/v1.0/calls/" + winner + "/hangup", Map.of());
        JsonNode over = ended(group);
        assertThat(over.path("call_count").asInt(0)).isZero();
        assertThat(over.path("answer_call_id").asString()).isEqualTo(winner);
    }

    @Test
    void withoutAnAnswerMethodSeveralMayAnswer() throws Exception {
        String group = ring("ring_all", "", tel(ANSWERS), tel(ANSWERS));
        for (JsonNode call : admin.get(group).json().path("call_ids")) {
            awaitStatus("/v1.0/calls/" + call.asString(), "progressing");
        }
        assertThat(admin.post(group + "/hangup", Map.of()).json().path("status").asString())
                .isIn("hangingup", "hangup");
        ended(group);
    }

    @Test
    void oneAfterAnotherRingsUntilSomebodyAnswers() throws Exception {
        String group = ring("linear", "hangup_others", tel(BUSY), tel(DECLINES), tel(ANSWERS), tel(NEVER));
        JsonNode answered = await(group, "answer_call_id");
        assertThat(answered.path("dial_index").asInt()).isEqualTo(2);
        assertThat(answered.path("call_ids").size()).isEqualTo(3);
        List<String> reasons = new ArrayList<>();
        for (JsonNode call : answered.path("call_ids")) {
            reasons.add(admin.get("/v1.0/calls/" + call.asString())
                    .json()
                    .path("hangup_reason")
                    .asString(""));
        }
        assertThat(reasons).containsExactly("busy", "noanswer", "");
        admin.post(group + "/hangup", Map.of());
        assertThat(ended(group).path("call_ids").size()).isEqualTo(3);
    }

    @Test
    void aListThatNobodyOfAnswersEnds() throws Exception {
        JsonNode over = ended(ring("linear", "hangup_others", tel(BUSY), tel(DECLINES)));
        assertThat(over.path("answer_call_id").asString()).isEqualTo(NIL);
        assertThat(over.path("dial_index").asInt()).isEqualTo(1);
    }

    @Test
    void aPersonAmongOthersIsAGroupWithinTheGroupAndAnswersUpwards() throws Exception {
        String group = ring("ring_all", "hangup_others", tel(NEVER), agent(ANSWERS, BUSY));
        JsonNode answered = await(group, "answer_groupcall_id");
        assertThat(answered.path("groupcall_ids").size()).isEqualTo(1);
        String within =
                "/v1.0/groupcalls/" + answered.path("groupcall_ids").path(0).asString();
        JsonNode inner = await(within, "answer_call_id");
        assertThat(inner.path("master_groupcall_id")).isEqualTo(answered.path("id"));
        assertThat(inner.path("owner_type").asString()).isEqualTo("agent");
        assertThat(ended("/v1.0/calls/" + answered.path("call_ids").path(0).asString())
                        .path("hangup_reason")
                        .asString())
                .isEqualTo("cancel");
        assertThat(admin.delete(group).status()).isEqualTo(200);
        ended(within);
        ended(group);
        assertThat(admin.get(group).json().has("tm_delete")).isTrue();
    }

    @Test
    void anAgentMayBeRungAtOneAddressAfterAnother() throws Exception {
        String group = called(person("linear", BUSY, DECLINES, ANSWERS, NEVER));
        JsonNode answered = await(group, "answer_call_id");
        assertThat(answered.path("ring_method").asString()).isEqualTo("linear");
        assertThat(answered.path("dial_index").asInt()).isEqualTo(2);
        assertThat(answered.path("call_ids").size()).isEqualTo(3);
        assertThat(answered.path("destinations").size()).isEqualTo(1);
        admin.post(group + "/hangup", Map.of());
        ended(group);
        assertThat(ended(ring("ring_all", "hangup_others", person("linear", BUSY, DECLINES)))
                        .path("call_ids")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void anAgentOfManyAddressesAmongOthersRingsNoFurtherOnceAnotherHasAnswered() throws Exception {
        String group = ring("ring_all", "hangup_others", person("linear", NEVER, NEVER), tel(ANSWERS));
        JsonNode answered = await(group, "answer_call_id");
        String within =
                "/v1.0/groupcalls/" + answered.path("groupcall_ids").path(0).asString();
        assertThat(ended(within).path("call_ids").size()).isEqualTo(1);
        admin.post(group + "/hangup", Map.of());
        ended(group);
    }

    @Test
    void oneAfterAnotherGoesThroughAnAgentsAddressesBeforeTheNext() throws Exception {
        String group = ring("linear", "hangup_others", person("linear", BUSY, DECLINES), tel(ANSWERS));
        JsonNode answered = await(group, "answer_call_id");
        assertThat(answered.path("dial_index").asInt()).isEqualTo(1);
        String within =
                "/v1.0/groupcalls/" + answered.path("groupcall_ids").path(0).asString();
        assertThat(admin.get(within).json().path("call_ids").size()).isEqualTo(2);
        admin.post(group + "/hangup", Map.of());
        ended(group);
    }

    @Test
    void aConnectionWaitsForAllAddressesOfAnAgent() throws Exception {
        String caller = connected(person("linear", BUSY, ANSWERS));
        List<JsonNode> legs = new ArrayList<>();
        for (int i = 0; i < 1500 && legs.size() < 2; i++) {
            legs.clear();
            admin.get("/v1.0/calls").json().path("result").forEach(legs::add);
            legs.removeIf(call -> !call.path("master_call_id").asString("").equals(caller));
            Thread.sleep(20);
        }
        assertThat(legs.size()).isEqualTo(2);
        awaitStatus("/v1.0/calls/" + legs.getFirst().path("id").asString(), "progressing");
        admin.post("/v1.0/calls/" + caller + "/hangup", Map.of());
        ended("/v1.0/calls/" + legs.getFirst().path("id").asString());
    }

    /** The call that is connected with it. */
    private String connected(Map<String, Object> destination) {
        return admin.post(
                        "/v1.0/calls",
                        Map.of(
                                "source", Map.of("type", "sip", "target", "app@example.com"),
                                "destinations", List.of(tel(ANSWERS)),
                                "actions",
                                        List.of(Map.of(
                                                "type",
                                                "connect",
                                                "option",
                                                Map.of("destinations", List.of(destination))))))
                .json()
                .at("/calls/0/id")
                .asString();
    }

    /** The group that {@code POST /calls} makes of it. */
    private String called(Map<String, Object> destination) {
        TestHttp.Answer made = admin.post(
                "/v1.0/calls",
                Map.of(
                        "source", Map.of("type", "sip", "target", "app@example.com"),
                        "destinations", List.of(destination),
                        "actions", List.of(Map.of("type", "sleep", "option", Map.of("duration", 60_000)))));
        return "/v1.0/groupcalls/" + made.json().at("/groupcalls/0/id").asString();
    }

    @Test
    void whatCannotRingIsRefused() {
        assertThat(post("ring_all", List.of()).status()).isEqualTo(400);
        assertThat(post("round_robin", List.of(tel(ANSWERS))).status()).isEqualTo(400);
        assertThat(post("ring_all", List.of(Map.of("type", "email", "target", "a@b.example")))
                        .status())
                .isEqualTo(400);
        assertThat(admin.post("/v1.0/groupcalls/" + UUID.randomUUID() + "/hangup", Map.of())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aFlowMayBeginWhenItsCallRings() throws Exception {
        Map<String, Object> option = Map.of(
                "source", Map.of("type", "sip", "target", "me@example.com"),
                "destinations", List.of(tel(NEVER)),
                "early_execution", true,
                "actions", List.of(Map.of("type", "hangup", "option", Map.of("reason", "normal"))));
        admin.post(
                "/v1.0/activeflows",
                Map.of("reference_type", "api", "actions", List.of(Map.of("type", "call", "option", option))));
        for (int i = 0; i < 1500; i++) {
            for (JsonNode call : admin.get("/v1.0/calls").json().path("result")) {
                if (call.at("/source/target").asString("").equals("me@example.com")
                        && call.path("status").asString().equals("hangup")) {
                    assertThat(call.path("hangup_reason").asString()).isEqualTo("cancel");
                    return;
                }
            }
            Thread.sleep(20);
        }
        throw new AssertionError("the flow did not hang up while it rang");
    }

    private static Map<String, Object> tel(String number) {
        return Map.of("type", "tel", "target", number);
    }

    private Map<String, Object> agent(String... numbers) {
        return person("ringall", numbers);
    }

    /** Nobody begins with another ring method than {@code ringall}. */
    private Map<String, Object> person(String ringMethod, String... numbers) {
        List<Map<String, Object>> addresses = new ArrayList<>();
        for (String number : numbers) {
            // an address is one agent's: the last three digits do not matter here
            addresses.add(tel(number.substring(0, number.length() - 3) + assigned++));
        }
        String id =
                TestServer.newAgent(admin, "a-Secret-1", addresses).path("id").asString();
        admin.put("/v1.0/agents/" + id, Map.of("name", "Bob", "ring_method", ringMethod));
        return Map.of("type", "agent", "target", id);
    }

    @SafeVarargs
    private String ring(String method, String answer, Map<String, Object>... destinations) {
        TestHttp.Answer made = post(method, answer, List.of(destinations));
        assertThat(made.status()).as(made.text()).isEqualTo(200);
        return "/v1.0/groupcalls/" + made.json().path("id").asString();
    }

    private TestHttp.Answer post(String method, List<Map<String, Object>> destinations) {
        return post(method, "hangup_others", destinations);
    }

    private TestHttp.Answer post(String method, String answer, List<Map<String, Object>> destinations) {
        return admin.post(
                "/v1.0/groupcalls",
                Map.of(
                        "source", Map.of("type", "sip", "target", "group@example.com"),
                        "destinations", destinations,
                        "actions", List.of(Map.of("type", "sleep", "option", Map.of("duration", 60_000))),
                        "ring_method", method,
                        "answer_method", answer));
    }

    private JsonNode await(String path, String id) throws InterruptedException {
        for (int i = 0; i < 1500; i++) {
            JsonNode now = admin.get(path).json();
            if (!now.path(id).asString("").equals(NIL)) {
                return now;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("nobody answers: " + admin.get(path).text());
    }

    private JsonNode ended(String path) throws InterruptedException {
        return awaitStatus(path, "hangup");
    }

    private JsonNode awaitStatus(String path, String status) throws InterruptedException {
        JsonNode now = admin.get(path).json();
        for (int i = 0; i < 1500 && !now.path("status").asString("").equals(status); i++) {
            Thread.sleep(20);
            now = admin.get(path).json();
        }
        assertThat(now.path("status").asString("")).as(now.toString()).isEqualTo(status);
        return now;
    }
}
