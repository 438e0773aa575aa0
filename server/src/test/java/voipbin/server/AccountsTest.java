package voipbin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import voipbin.kit.TestHttp;

/** Customers, their keys and who may act for them, over the API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountsTest {

    private static final String NOBODY = "11111111-2222-4333-8444-555555555555";
    private static final String REASON = "looking at ticket 4711";

    private final TestServer server;
    private final TestHttp admin;
    private final TestHttp operator;

    AccountsTest(@TempDir Path folder) {
        server = TestServer.start(folder, "billing.plan", "free");
        admin = server.admin();
        operator = Operator.of(server);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static void refused(TestHttp.Answer answer, int status, String reason) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.reason()).isEqualTo(reason);
    }

    private JsonNode made() {
        return operator.post("/v1.0/customers", Map.of("name", "Acme", "email", TestServer.unique() + "@acme.example"))
                .json();
    }

    @Test
    void aCustomerChangesItselfAndSeesItsSecretOnlyWhereItReadsItself() {
        Operator.Customer own = Operator.signUp(server);
        TestHttp key = server.anonymous();
        JsonNode changed = key.put(
                        own.at("/v1.0/customer"),
                        Map.of("name", "Other", "webhook_method", "POST", "webhook_uri", "https://x.example"))
                .json();
        assertThat(changed.path("name").asString()).isEqualTo("Other");
        assertThat(changed.path("email").asString())
                .as("an empty one keeps the old")
                .isEqualTo(own.email());
        assertThat(changed.has("webhook_secret")).isFalse();
        JsonNode read = key.get(own.at("/v1.0/customer")).json();
        assertThat(read.path("webhook_secret").asString()).hasSize(32);
        assertThat(read.path("webhook_method").asString()).isEqualTo("POST");
        assertThat(key.put(own.at("/v1.0/customer/metadata"), Map.of("rtp_debug", true))
                        .json()
                        .at("/metadata/rtp_debug")
                        .asBoolean())
                .isTrue();
        refused(
                key.put(own.at("/v1.0/customer"), Map.of("email", server.card().username())),
                409,
                "CUSTOMER_ALREADY_EXISTS");
        refused(key.put(own.at("/v1.0/customer"), Map.of("email", "nowhere")), 400, "INVALID_ARGUMENT");
        refused(
                key.put(own.at("/v1.0/customer/billing_account_id"), Map.of("billing_account_id", NOBODY)),
                404,
                "BILLING_ACCOUNT_NOT_FOUND");
    }

    @Test
    void onlyAnOperatorSeesAllCustomers() {
        JsonNode made = made();
        assertThat(made.path("status").asString()).isEqualTo("active");
        assertThat(made.path("email_verified").asBoolean()).isTrue();
        assertThat(made.path("terms_agreed_ip").asString()).isEqualTo("127.0.0.1");
        assertThat(made.has("webhook_secret")).isFalse();
        String path = "/v1.0/customers/" + made.path("id").asString();
        assertThat(operator.get(path).json().path("name").asString()).isEqualTo("Acme");
        assertThat(operator.get("/v1.0/customers").text())
                .contains(made.path("id").asString(), server.card().customerId())
                .doesNotContain("webhook_secret");
        assertThat(operator.put(path, Map.of("name", "New")).json().path("name").asString())
                .isEqualTo("New");
        refused(
                operator.post(
                        "/v1.0/customers", Map.of("email", made.path("email").asString())),
                409,
                "CUSTOMER_ALREADY_EXISTS");
        refused(operator.post("/v1.0/customers", Map.of("email", "x")), 400, "INVALID_ARGUMENT");
        refused(operator.get("/v1.0/customers/" + NOBODY), 404, "CUSTOMER_NOT_FOUND");
        refused(admin.get(path), 403, "PERMISSION_DENIED");
        refused(admin.get("/v1.0/customers"), 403, "PERMISSION_DENIED");
        refused(admin.post("/v1.0/customers", Map.of("email", "y@x.example")), 403, "PERMISSION_DENIED");
        refused(admin.post(path + "/freeze", ""), 403, "PERMISSION_DENIED");
        refused(admin.delete(path), 403, "PERMISSION_DENIED");
    }

    @Test
    void aFrozenCustomerCanOnlyComeBack() {
        Operator.Customer own = active();
        TestHttp key = server.anonymous();
        TestHttp.Answer gone = key.post(own.at("/auth/unregister"), Map.of("confirmation_phrase", "DELETE"));
        assertThat(gone.json().path("status").asString()).isEqualTo("frozen");
        TestHttp.Answer frozen = key.get(own.at("/v1.0/customer"));
        refused(frozen, 403, "ACCOUNT_FROZEN");
        assertThat(frozen.json().at("/error/details/0/recovery_endpoint").asString())
                .isEqualTo("DELETE /auth/unregister");
        assertThat(frozen.json().at("/error/details/0/deletion_effective_at").asString())
                .startsWith("20");
        assertThat(key.post(own.at("/auth/unregister"), Map.of("confirmation_phrase", "DELETE"))
                        .status())
                .as("frozen already")
                .isEqualTo(200);
        assertThat(key.delete(own.at("/auth/unregister")).json().path("status").asString())
                .isEqualTo("active");
        assertThat(key.get(own.at("/v1.0/customer")).status()).isEqualTo(200);
        assertThat(key.delete(own.at("/auth/unregister")).status()).isEqualTo(400);
    }

    private Operator.Customer active() {
        Operator.Customer own = Operator.signUp(server);
        server.voipbin()
                .core()
                .db()
                .write(tx -> tx.jooq().execute("update customers set status = 'active' where email = ?", own.email()));
        return own;
    }

    @Test
    void goingIsConfirmedByTheRightWordAlone() {
        Operator.Customer own = active();
        TestHttp key = server.anonymous();
        for (Map<String, ?> body : List.<Map<String, ?>>of(
                Map.of(),
                Map.of("confirmation_phrase", "delete"),
                Map.of("password", "x"),
                Map.of("password", "x", "confirmation_phrase", "DELETE"))) {
            TestHttp.Answer answer = key.post(own.at("/auth/unregister"), body);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).isEmpty();
        }
    }

    @Test
    void whoGoesAtOnceLeavesNothingBehind() {
        Operator.Customer own = active();
        TestHttp key = server.anonymous();
        JsonNode extension = key.post(own.at("/v1.0/extensions"), Map.of("extension", "1", "password", "x"))
                .json();
        JsonNode gone = key.post(own.at("/auth/unregister"), Map.of("confirmation_phrase", "DELETE", "immediate", true))
                .json();
        String stub = own.id().substring(0, 8);
        assertThat(gone.path("status").asString()).isEqualTo("deleted");
        assertThat(gone.path("name").asString()).isEqualTo("deleted_user_" + stub);
        assertThat(gone.path("email").asString()).isEqualTo("deleted_" + stub + "@removed.voipbin.net");
        refused(key.get(own.at("/v1.0/customer")), 401, "INVALID_CREDENTIALS");
        refused(operator.get("/v1.0/extensions/" + extension.path("id").asString()), 404, "RESOURCE_NOT_FOUND");
        assertThat(key.post("/auth/signup", Map.of("email", own.email(), "accepted_tos", true))
                        .text())
                .as("the address is free again")
                .contains(own.email());
    }

    @Test
    void anOperatorFreezesRecoversAndDeletes() {
        String path = "/v1.0/customers/" + made().path("id").asString();
        refused(operator.post(path + "/recover", ""), 409, "STATE_INVALID");
        assertThat(operator.post(path + "/freeze", "").json().path("status").asString())
                .isEqualTo("frozen");
        assertThat(operator.post(path + "/freeze", "").status()).isEqualTo(200);
        assertThat(operator.post(path + "/recover", "").json().path("status").asString())
                .isEqualTo("active");
        assertThat(operator.delete(path).json().path("status").asString()).isEqualTo("deleted");
        refused(operator.get(path), 404, "RESOURCE_NOT_FOUND");
        refused(operator.post(path + "/freeze", ""), 404, "RESOURCE_NOT_FOUND");
    }

    @Test
    void aDelegateIsTheCustomersAdminAndNoOperator() {
        String customer = server.card().customerId();
        JsonNode answer = operator.post("/auth/delegate", Map.of("customer_id", customer, "reason", REASON))
                .json();
        assertThat(answer.path("expire").asString()).matches("\\d{4}-\\d\\d-\\d\\dT.*\\.\\d{6}Z");
        TestHttp delegate = server.anonymous().as(answer.path("token").asString());
        assertThat(delegate.get("/v1.0/customer").json().path("id").asString()).isEqualTo(customer);
        refused(delegate.get("/v1.0/customers"), 403, "PERMISSION_DENIED");
        refused(delegate.get("/v1.0/me"), 403, "AGENT_AUTH_REQUIRED");
        assertThat(delegate.post("/auth/delegate", Map.of("customer_id", customer, "reason", REASON))
                        .status())
                .isEqualTo(403);
        assertThat(delegate.post("/auth/unregister", Map.of("confirmation_phrase", "DELETE"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whatIsNoDelegationIsABareStatus() {
        String customer = server.card().customerId();
        assertThat(operator.post("/auth/delegate", Map.of("customer_id", "x", "reason", REASON))
                        .status())
                .isEqualTo(422);
        assertThat(operator.post("/auth/delegate", Map.of("customer_id", customer, "reason", "short"))
                        .status())
                .isEqualTo(422);
        assertThat(operator.post("/auth/delegate", Map.of("customer_id", NOBODY, "reason", REASON))
                        .status())
                .isEqualTo(404);
        assertThat(operator.post("/auth/delegate", "{").status()).isEqualTo(400);
        assertThat(admin.post("/auth/delegate", Map.of("customer_id", customer, "reason", REASON))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aHashThatOpensNothingIsABareRefusal() {
        String hash = admin.get("/v1.0/me").json().path("direct_hash").asString();
        for (String wrong : List.of(hash, "direct.000000000000", "", "nonsense")) {
            TestHttp.Answer answer = server.anonymous().post("/auth/boot", Map.of("direct_hash", wrong));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).isEmpty();
        }
    }

    @Test
    void aKeyOfAnotherCustomerIsNotThereAndADeletedOneIsGone() {
        Operator.Customer own = Operator.signUp(server);
        JsonNode key = admin.post("/v1.0/accesskeys", Map.of("name", "k", "expire", 86400))
                .json();
        String path = "/v1.0/accesskeys/" + key.path("id").asString();
        refused(server.anonymous().get(own.at(path)), 404, "RESOURCE_NOT_FOUND");
        refused(server.anonymous().put(own.at(path), Map.of("name", "x")), 404, "RESOURCE_NOT_FOUND");
        refused(server.anonymous().delete(own.at(path)), 404, "RESOURCE_NOT_FOUND");
        assertThat(admin.get(path).json().has("token")).isFalse();
        admin.delete(path);
        refused(admin.get(path), 409, "STATE_INVALID");
        refused(server.anonymous().get(own.at(path)), 404, "RESOURCE_NOT_FOUND");
        refused(admin.get("/v1.0/accesskeys/" + NOBODY), 404, "ACCESSKEY_NOT_FOUND");
        refused(admin.post("/v1.0/accesskeys", Map.of("expire", 86399)), 400, "INVALID_ARGUMENT");
        refused(admin.post("/v1.0/accesskeys", Map.of("expire", Long.MAX_VALUE)), 400, "INVALID_ARGUMENT");
    }

    @Test
    void anAddressThatIsAnAgentsUsernameGivesNoCustomer() {
        String username = TestServer.unique() + "@agents.example";
        assertThat(admin.post("/v1.0/agents", Operator.agent(username, 16)).status())
                .isEqualTo(200);
        assertThat(server.anonymous()
                        .post("/auth/signup", Map.of("email", username, "accepted_tos", true))
                        .text())
                .isEqualTo("{}");
        refused(operator.post("/v1.0/customers", Map.of("email", username)), 409, "AGENT_ALREADY_EXISTS");
    }

    @Test
    void numbersAreEditedInPartsAndRenewedByOperators() {
        String number = admin.get("/v1.0/numbers")
                .json()
                .path("result")
                .path(0)
                .path("id")
                .asString();
        String path = "/v1.0/numbers/" + number;
        assertThat(admin.put(path, Map.of("name", "main")).json().path("name").asString())
                .isEqualTo("main");
        refused(admin.put(path + "/flow_ids", Map.of("call_flow_id", NOBODY)), 404, "FLOW_NOT_FOUND");
        assertThat(admin.put(path + "/flow_ids", Map.of()).status()).isEqualTo(200);
        assertThat(admin.put(path + "/metadata", Map.of("rtp_debug", true))
                        .json()
                        .at("/metadata/rtp_debug")
                        .asBoolean())
                .isTrue();
        refused(
                admin.post("/v1.0/numbers/renew", Map.of("tm_renew", "2026-01-01T00:00:00Z")),
                403,
                "PERMISSION_DENIED");
        assertThat(operator.post("/v1.0/numbers/renew", Map.of("tm_renew", "2026-01-01T00:00:00Z"))
                        .text())
                .isEqualTo("[]");
        refused(operator.post("/v1.0/numbers/renew", Map.of()), 400, "INVALID_ARGUMENT");
    }

    @Test
    void anExtensionsHashIsReplaced() {
        JsonNode extension = admin.post("/v1.0/extensions", Map.of("extension", TestServer.unique(), "password", "x"))
                .json();
        String path = "/v1.0/extensions/" + extension.path("id").asString() + "/direct-hash-regenerate";
        assertThat(admin.post(path, "").json().path("direct_hash").asString())
                .matches("direct\\.[0-9a-f]{12}")
                .isNotEqualTo(extension.path("direct_hash").asString());
        refused(admin.post("/v1.0/extensions/x/direct-hash-regenerate", ""), 400, "INVALID_REQUEST_PARAMETER");
    }
}
