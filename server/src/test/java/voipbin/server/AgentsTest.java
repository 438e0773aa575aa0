package voipbin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import voipbin.kit.TestHttp;

/** Agents over the API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgentsTest {

    private static final String NOBODY = "11111111-2222-4333-8444-555555555555";

    private final TestServer server;
    private final TestHttp admin;
    private final String adminId;

    AgentsTest(@TempDir Path folder) {
        server = TestServer.start(folder, "billing.plan", "free");
        admin = server.admin();
        adminId = admin.get("/v1.0/me").json().path("id").asString();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /** The free plan allows five. */
    @AfterEach
    void makeRoom() {
        admin.get("/v1.0/agents")
                .json()
                .path("result")
                .valueStream()
                .map(agent -> agent.path("id").asString())
                .filter(id -> !id.equals(adminId))
                .forEach(id ->
                        assertThat(admin.delete("/v1.0/agents/" + id).status()).isEqualTo(200));
    }

    private JsonNode created(int permission) {
        TestHttp.Answer answer = admin.post("/v1.0/agents", Operator.agent(username(), permission));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static String username() {
        return TestServer.unique() + "@agents.example";
    }

    private static void refused(TestHttp.Answer answer, int status, String reason) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.reason()).isEqualTo(reason);
    }

    @Test
    void anAgentIsMadeChangedAndDeletedAndThenStillRead() {
        JsonNode agent = created(16);
        String path = "/v1.0/agents/" + agent.path("id").asString();
        assertThat(agent.path("status").asString()).isEqualTo("offline");
        assertThat(agent.path("direct_hash").asString()).matches("direct\\.[0-9a-f]{12}");
        assertThat(agent.has("tm_delete")).as("what is not set is left out").isFalse();
        assertThat(agent.toString()).doesNotContain("password");

        JsonNode edited =
                admin.put(path, Map.of("name", "Bob", "ring_method", "linear")).json();
        assertThat(edited.path("name").asString()).isEqualTo("Bob");
        assertThat(edited.path("ring_method").asString()).isEqualTo("linear");
        assertThat(admin.put(path + "/tag_ids", Map.of("tag_ids", List.of(NOBODY)))
                        .json()
                        .path("tag_ids")
                        .size())
                .isEqualTo(1);
        assertThat(admin.put(path + "/status", Map.of("status", "away"))
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("away");
        String hash = admin.post(path + "/direct-hash-regenerate", "")
                .json()
                .path("direct_hash")
                .asString();
        assertThat(hash).isNotEqualTo(agent.path("direct_hash").asString());

        JsonNode deleted = admin.delete(path).json();
        assertThat(deleted.path("tm_delete").asString()).isNotEmpty();
        assertThat(deleted.path("addresses").size()).isZero();
        assertThat(admin.get(path).json().path("tm_delete").asString()).isNotEmpty();
        refused(admin.delete(path), 404, "RESOURCE_NOT_FOUND");
        refused(admin.get("/v1.0/agents/" + NOBODY), 404, "AGENT_NOT_FOUND");
    }

    @Test
    void whatNoAgentCanBeIsRefusedWithItsReason() {
        Map<String, Object> good = Operator.agent(username(), 16);
        refused(admin.post("/v1.0/agents", with(good, "addresses", List.of())), 400, "INVALID_ARGUMENT");
        refused(admin.post("/v1.0/agents", with(good, "username", "bob")), 400, "INVALID_USERNAME_FORMAT");
        refused(admin.post("/v1.0/agents", with(good, "ring_method", "linear")), 400, "INVALID_RING_METHOD");
        refused(admin.post("/v1.0/agents", with(good, "permission", 1)), 403, "PERMISSION_DENIED");
        refused(admin.post("/v1.0/agents", with(good, "permission", 0xFFFF)), 403, "PERMISSION_DENIED");
        refused(admin.post("/v1.0/agents", with(good, "name", "é".repeat(128))), 400, "INVALID_ARGUMENT");
        refused(
                admin.post("/v1.0/agents", with(good, "addresses", List.of(Map.of("type", "agent", "target", NOBODY)))),
                400,
                "INVALID_ARGUMENT");
        refused(
                admin.post(
                        "/v1.0/agents",
                        with(good, "addresses", List.of(Map.of("type", "extension", "target", NOBODY)))),
                400,
                "INVALID_ARGUMENT");
        assertThat(admin.post("/v1.0/agents", good).status()).isEqualTo(200);
        refused(admin.post("/v1.0/agents", good), 409, "AGENT_ALREADY_EXISTS");
        refused(admin.post("/v1.0/agents", with(good, "username", username())), 409, "ADDRESS_ALREADY_ASSIGNED");
    }

    private static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
        Map<String, Object> changed = new HashMap<>(body);
        changed.put(field, value);
        return changed;
    }

    @Test
    void theOnlyAdminCanNeitherGoNorBeDemoted() {
        String path = "/v1.0/agents/" + adminId;
        refused(admin.delete(path), 409, "STATE_INVALID");
        refused(admin.put(path + "/permission", Map.of("permission", 16)), 400, "INVALID_ARGUMENT");
    }

    @Test
    void onlyAnOperatorMakesOperatorsOrTouchesThem() {
        JsonNode agent = created(16);
        String path = "/v1.0/agents/" + agent.path("id").asString();
        refused(admin.put(path + "/permission", Map.of("permission", 17)), 403, "PERMISSION_DENIED");
        TestHttp operator = Operator.of(server);
        assertThat(operator.put(path + "/permission", Map.of("permission", 17)).status())
                .isEqualTo(200);
        refused(admin.put(path + "/password", Map.of("password", "mine now")), 403, "PERMISSION_DENIED");
        refused(admin.put(path + "/permission", Map.of("permission", 16)), 403, "PERMISSION_DENIED");
        refused(admin.delete(path), 403, "PERMISSION_DENIED");
        assertThat(operator.put(path + "/permission", Map.of("permission", 16)).status())
                .isEqualTo(200);
    }

    @Test
    void aPlainAgentReachesItselfAndNothingElse() {
        JsonNode agent = created(16);
        TestHttp self =
                server.anonymous().as(server.login(agent.path("username").asString(), "a password"));
        String path = "/v1.0/agents/" + agent.path("id").asString();
        assertThat(self.get(path).status()).isEqualTo(200);
        assertThat(self.put(path, Map.of("name", "Me")).status()).isEqualTo(200);
        assertThat(self.put(path + "/status", Map.of("status", "available")).status())
                .isEqualTo(200);
        refused(self.get("/v1.0/agents/" + adminId), 403, "PERMISSION_DENIED");
        refused(self.get("/v1.0/agents"), 403, "PERMISSION_DENIED");
        refused(self.put(path + "/password", Map.of("password", "x")), 403, "PERMISSION_DENIED");
        refused(self.put(path + "/permission", Map.of("permission", 32)), 403, "PERMISSION_DENIED");
        refused(self.put(path + "/status", Map.of()), 400, "INVALID_ARGUMENT");
        assertThat(self.put(path + "/status", Map.of("status", "asleep")).status())
                .isEqualTo(400);
    }

    @Test
    void anAgentServesItselfBelowServiceAgents() {
        JsonNode extension = admin.post(
                        "/v1.0/extensions", Map.of("extension", TestServer.unique(), "password", "secret"))
                .json();
        JsonNode agent = created(0);
        TestHttp self =
                server.anonymous().as(server.login(agent.path("username").asString(), "a password"));
        Map<String, ?> mine = Map.of(
                "addresses",
                List.of(Map.of(
                        "type", "extension", "target", extension.path("id").asString())));
        JsonNode rings = self.put("/v1.0/service_agents/me/addresses", mine).json();
        assertThat(rings.at("/addresses/0/target_name").asString())
                .isEqualTo(extension.path("extension").asString());
        assertThat(self.get("/v1.0/service_agents/extensions")
                        .json()
                        .path("result")
                        .size())
                .isEqualTo(1);
        assertThat(self.get("/v1.0/service_agents/extensions/"
                                + extension.path("id").asString())
                        .status())
                .isEqualTo(200);
        assertThat(self.put("/v1.0/service_agents/me/status", Map.of("status", "busy"))
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("busy");
        assertThat(self.put("/v1.0/service_agents/me/password", Map.of("password", "another"))
                        .status())
                .isEqualTo(200);
        assertThat(server.login(agent.path("username").asString(), "another")).isNotEmpty();
        assertThat(self.get("/v1.0/service_agents/agents").json().path("result").size())
                .isGreaterThan(1);
        JsonNode customer = self.get("/v1.0/service_agents/customer").json();
        assertThat(customer.path("id").asString()).isEqualTo(server.card().customerId());
        assertThat(customer.has("webhook_secret")).isFalse();
        assertThat(self.get("/v1.0/me").json().path("status").asString()).isEqualTo("busy");
    }

    @Test
    void anAccesskeyIsNoAgent() {
        for (String path : List.of("me", "service_agents/me", "service_agents/tags", "service_agents/customer")) {
            refused(
                    server.anonymous()
                            .get("/v1.0/" + path + "?accesskey=" + server.card().accesskey()),
                    403,
                    "AGENT_AUTH_REQUIRED");
        }
    }

    @Test
    void agentsAreFoundByTagAndStatus() {
        String tag = admin.post("/v1.0/tags", Map.of("name", "gold"))
                .json()
                .path("id")
                .asString();
        String id = created(16).path("id").asString();
        admin.put("/v1.0/agents/" + id + "/tag_ids", Map.of("tag_ids", List.of(tag)));
        admin.put("/v1.0/agents/" + id + "/status", Map.of("status", "ringing"));
        assertThat(ids("tag_ids=" + NOBODY + "," + tag)).containsExactly(id);
        assertThat(ids("status=ringing")).containsExactly(id);
        assertThat(ids("tag_ids=" + NOBODY)).isEmpty();
        for (String bad : List.of("", "x", tag + ",", (tag + ",").repeat(100) + tag)) {
            refused(admin.get("/v1.0/agents?tag_ids=" + bad), 400, "INVALID_TAG_IDS");
        }
        refused(admin.get("/v1.0/agents?status=asleep"), 400, "INVALID_REQUEST_PARAMETER");
    }

    private List<String> ids(String query) {
        return admin.get("/v1.0/agents?" + query)
                .json()
                .path("result")
                .valueStream()
                .map(agent -> agent.path("id").asString())
                .toList();
    }

    @Test
    void whoIsDeletedIsNobodyAtOnce() {
        JsonNode agent = created(16);
        TestHttp self =
                server.anonymous().as(server.login(agent.path("username").asString(), "a password"));
        assertThat(self.get("/v1.0/me").status()).isEqualTo(200);
        admin.delete("/v1.0/agents/" + agent.path("id").asString());
        refused(self.get("/v1.0/me"), 401, "INVALID_CREDENTIALS");
        assertThat(server.anonymous()
                        .post(
                                "/auth/login",
                                Map.of("username", agent.path("username").asString(), "password", "a password"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void tagsAreMadeReadAndForgotten() {
        JsonNode tag =
                admin.post("/v1.0/tags", Map.of("name", "vip", "detail", "x")).json();
        String path = "/v1.0/tags/" + tag.path("id").asString();
        assertThat(admin.put(path, Map.of("name", "vvip")).json().path("name").asString())
                .isEqualTo("vvip");
        assertThat(admin.get("/v1.0/service_agents/tags/" + tag.path("id").asString())
                        .status())
                .isEqualTo(200);
        assertThat(admin.delete(path).json().path("tm_delete").isNull()).isFalse();
        assertThat(admin.get("/v1.0/tags").text()).doesNotContain("vvip");
        refused(admin.get("/v1.0/tags/" + NOBODY), 404, "TAG_NOT_FOUND");
    }
}
