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

/** The resources of the first call over the API, as a client sees them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResourcesTest {

    private final TestServer server;
    private final TestHttp admin;

    ResourcesTest(@TempDir Path folder) {
        server = TestServer.start(folder);
        admin = server.admin();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void anExtensionIsMadeReadChangedAndDeleted() {
        JsonNode made = admin.post(
                        "/v1.0/extensions",
                        Map.of("extension", "2000", "password", "first", "name", "desk", "detail", "upstairs"))
                .json();
        assertThat(made.path("domain_name").asString()).isEqualTo(server.card().customerId());
        assertThat(made.path("username").asString()).isEqualTo("2000");
        assertThat(made.path("password").asString()).isEqualTo("first");
        assertThat(made.path("direct_hash").asString()).matches("direct\\.[0-9a-f]{12}");
        String path = "/v1.0/extensions/" + made.path("id").asString();
        assertThat(admin.get(path).json()).isEqualTo(made);

        JsonNode kept = admin.put(path, Map.of("name", "lamp")).json();
        assertThat(kept.path("name").asString()).isEqualTo("lamp");
        assertThat(kept.has("detail"))
                .as("PUT replaces: what it does not say is empty")
                .isFalse();
        assertThat(kept.path("password").asString())
                .as("an empty password keeps the old one")
                .isEqualTo("first");
        assertThat(admin.put(path, Map.of("password", "second"))
                        .json()
                        .path("password")
                        .asString())
                .isEqualTo("second");

        assertThat(admin.delete(path).json().path("tm_delete").isNull()).isFalse();
        assertThat(admin.get(path).status()).isEqualTo(404);
        assertThat(admin.post("/v1.0/extensions", Map.of("extension", "2000", "password", "x"))
                        .status())
                .as("a deleted dial name is free again")
                .isEqualTo(200);
    }

    @Test
    void aDialNameIsTakenOnce() {
        TestHttp.Answer again = admin.post("/v1.0/extensions", Map.of("extension", "1000", "password", "x"));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.reason()).isEqualTo("EXTENSION_ALREADY_EXISTS");
    }

    @ParameterizedTest
    @CsvSource({"'', x, extension", "two words, x, extension", "2100, '', password"})
    void anExtensionThatNoPhoneCouldUseIsRefused(String extension, String password, String field) {
        TestHttp.Answer refused = admin.post("/v1.0/extensions", Map.of("extension", extension, "password", password));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/error/details/0/field").asString()).isEqualTo(field);
    }

    @Test
    void aVirtualNumberIsFoundTakenAndReleased() {
        JsonNode free = admin.get("/v1.0/available_numbers?type=virtual&page_size=3")
                .json()
                .path("result");
        assertThat(free.size()).isEqualTo(3);
        String number = free.path(0).path("number").asString();
        assertThat(number).matches("\\+899(?!000)\\d{9}");
        JsonNode taken = admin.post("/v1.0/numbers", Map.of("number", number, "type", "virtual", "name", "shop"))
                .json();
        assertThat(taken.path("status").asString()).isEqualTo("active");
        assertThat(taken.path("tm_renew").isNull()).isTrue();
        assertThat(taken.path("tm_purchase")).isEqualTo(taken.path("tm_create"));
        assertThat(admin.post("/v1.0/numbers", Map.of("number", number, "type", "virtual"))
                        .reason())
                .isEqualTo("NUMBER_ALREADY_EXISTS");
        JsonNode released =
                admin.delete("/v1.0/numbers/" + taken.path("id").asString()).json();
        assertThat(released.path("status").asString()).isEqualTo("deleted");
        assertThat(admin.post("/v1.0/numbers", Map.of("number", number, "type", "virtual"))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "'', virtual, 400, INVALID_ARGUMENT",
        "+899000123456, virtual, 400, INVALID_ARGUMENT",
        "+89912345678, virtual, 400, INVALID_ARGUMENT",
        "+15551234567, virtual, 400, INVALID_ARGUMENT",
        "+15551234567, '', 403, IDENTITY_VERIFICATION_REQUIRED",
        "+15551234567, magic, 400, INVALID_ARGUMENT",
    })
    void aNumberThatCannotBeHadIsRefused(String number, String type, int status, String reason) {
        TestHttp.Answer refused = admin.post("/v1.0/numbers", Map.of("number", number, "type", type));
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.reason()).isEqualTo(reason);
    }

    @Test
    void anAccesskeyShowsItsTokenOnceAndDiesWithItsRow() {
        JsonNode made = admin.post("/v1.0/accesskeys", Map.of("name", "ci", "expire", 86_400))
                .json();
        String token = made.path("token").asString();
        assertThat(made.path("token_prefix").asString()).isEqualTo(token.substring(0, 11));
        String path = "/v1.0/accesskeys/" + made.path("id").asString();
        assertThat(admin.get(path).text()).doesNotContain(token).contains("token_prefix");
        String own = "/v1.0/customer?accesskey=" + token;
        assertThat(server.anonymous().get(own).status()).isEqualTo(200);
        admin.delete(path);
        assertThat(server.anonymous().get(own).reason()).isEqualTo("INVALID_CREDENTIALS");
        assertThat(admin.get(path).status()).isEqualTo(409);
        assertThat(admin.post("/v1.0/accesskeys", Map.of("expire", 3600)).status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"source\":{\"type\":\"tel\",\"target\":\"+15551234567\"}}', source.target",
        "'{\"source\":{\"type\":\"tel\",\"target\":\"555-1234\"}}', source.target",
        "'{\"actions\":[{\"type\":\"teleport\"}]}', actions[0].type",
        "'{\"destinations\":[]}', destinations",
        "'{\"destinations\":[{\"type\":\"line\",\"target\":\"x\"}]}', destinations",
        "'{\"destinations\":\"x\"}', destinations",
    })
    void aCallThatCannotBeMadeIsRefusedWithItsField(String body, String field) {
        Map<String, Object> request = new HashMap<>(
                Map.of("destinations", List.of(Map.of("type", "extension", "target_name", "quickstart-phone"))));
        voipbin.kit.json.Json.parse(body)
                .properties()
                .forEach(property -> request.put(property.getKey(), property.getValue()));
        TestHttp.Answer refused = admin.post("/v1.0/calls", request);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains(field);
    }

    @Test
    void callsToTelephoneNumbersNeedAVerifiedIdentity() {
        TestHttp.Answer refused = admin.post(
                "/v1.0/calls", Map.of("destinations", List.of(Map.of("type", "tel", "target", "+15551234567"))));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.reason()).isEqualTo("IDENTITY_VERIFICATION_REQUIRED");
    }

    @ParameterizedTest
    @CsvSource({
        "quickstart-phone, no_registered_device",
        "Quickstart-Phone, unknown_extension",
        "1000, no_registered_device"
    })
    void aGroupThatCannotRingIsOverAtOnceAndSaysWhy(String name, String reason) {
        JsonNode groupcall = admin.post(
                        "/v1.0/calls",
                        Map.of("destinations", List.of(Map.of("type", "extension", "target_name", name))))
                .json()
                .path("groupcalls")
                .path(0);
        assertThat(groupcall.path("status").asString()).isEqualTo("hangup");
        assertThat(groupcall.path("hangup_reason").asString()).isEqualTo(reason);
        assertThat(admin.get("/v1.0/groupcalls/" + groupcall.path("id").asString())
                        .json())
                .isEqualTo(groupcall);
    }

    @Test
    void whatBelongsToAnotherCustomerIsForbiddenAndWhatIsNotThereIsNotFound() {
        String other = server.anonymous()
                .post("/auth/signup", Map.of("email", TestServer.unique() + "@example.com", "accepted_tos", true))
                .json()
                .path("accesskey")
                .path("token")
                .asString();
        String extension = admin.get("/v1.0/extensions")
                .json()
                .path("result")
                .path(0)
                .path("id")
                .asString();
        TestHttp.Answer foreign = server.anonymous().get("/v1.0/extensions/" + extension + "?accesskey=" + other);
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.reason()).isEqualTo("PERMISSION_DENIED");
        TestHttp.Answer missing = admin.get("/v1.0/calls/11111111-2222-4333-8444-555555555555");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.reason()).isEqualTo("CALL_NOT_FOUND");
    }

    @Test
    void healthAndMetricsAreOpen() {
        TestHttp.Answer health = server.anonymous().get("/health");
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.json().path("status").asString()).isEqualTo("ok");
        assertThat(server.anonymous().get("/metrics").text())
                .contains("voipbin_http_requests", "jvm_memory_used_bytes", "voipbin_calls");
        assertThat(server.anonymous().get("/ping").text()).isEqualTo("{\"message\":\"pong\"}");
    }
}
