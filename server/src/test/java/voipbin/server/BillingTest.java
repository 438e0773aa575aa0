package voipbin.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import voipbin.kit.json.Json;
import voipbin.server.demo.Phone;

/** Money over the API, as customers and the operator see it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BillingTest {

    private final TestServer server;
    private final TestHttp admin;
    private final TestHttp operator;
    private final Path folder;

    BillingTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        server = TestServer.start(folder.resolve("data"), "billing.plan", "free");
        admin = server.admin();
        JsonNode first = Json.parse(Files.readString(server.path(Identities.OPERATOR)));
        operator = server.anonymous()
                .as(server.login(
                        first.path("username").asString(),
                        first.path("password").asString()));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void aNewCustomerHasAFreeAccountAndARowThatSaysWhy() {
        TestHttp fresh = newCustomer();
        JsonNode account = fresh.get("/v1.0/billing_account").json();
        assertThat(account.path("plan_type").asString()).isEqualTo("free");
        assertThat(account.path("plan_status").asString()).isEqualTo("active");
        assertThat(account.path("balance_token").asLong()).isEqualTo(100);
        assertThat(account.path("balance_credit").isNumber()).as("a zero shows").isTrue();
        assertThat(account.has("status")).as("for the operator only").isFalse();
        JsonNode customer = fresh.get("/v1.0/customer").json();
        assertThat(customer.path("billing_account_id")).isEqualTo(account.path("id"));
        JsonNode rows = fresh.get("/v1.0/billings").json().path("result");
        assertThat(rows.size()).isEqualTo(1);
        assertThat(rows.path(0).path("reference_type").asString()).isEqualTo("monthly_allowance");
        assertThat(fresh.get("/v1.0/billings/" + rows.path(0).path("id").asString())
                        .json())
                .isEqualTo(rows.path(0));
    }

    @Test
    void theOwnerNamesTheAccountAndSaysHowItIsPaid() {
        TestHttp fresh = newCustomer();
        JsonNode named = fresh.put("/v1.0/billing_account", Map.of("name", "main", "detail", "for all"))
                .json();
        assertThat(named.path("name").asString()).isEqualTo("main");
        JsonNode paid = fresh.put(
                        "/v1.0/billing_account/payment_info",
                        Map.of("payment_type", "prepaid", "payment_method", "credit card"))
                .json();
        assertThat(paid.path("payment_method").asString("")).as(paid.toString()).isEqualTo("credit card");
        assertThat(paid.path("name").asString()).isEqualTo("main");
        TestHttp.Answer portal = fresh.post("/v1.0/billing_account/paddle_portal_session", Map.of());
        assertThat(portal.status()).isEqualTo(503);
        assertThat(portal.reason()).isEqualTo("SERVICE_UNAVAILABLE");
        assertThat(portal.text()).contains("No payment processor");
    }

    @Test
    void theOperatorAddsAndTakesMoneyAndTheLedgerKeepsIt() {
        TestHttp fresh = newCustomer();
        String id = fresh.get("/v1.0/billing_account").json().path("id").asString();
        String path = "/v1.0/billing_accounts/" + id;
        assertThat(operator.get(path).json().path("status").asString()).isEqualTo("active");
        JsonNode added = operator.post(path + "/balance_add_force", Map.of("balance", 10.01))
                .json();
        assertThat(added.path("balance_credit").asLong()).isEqualTo(10_010_000);
        JsonNode taken = operator.post(path + "/balance_subtract_force", Map.of("balance", 20))
                .json();
        assertThat(taken.path("balance_credit").asLong()).isEqualTo(-9_990_000);
        JsonNode newest = fresh.get("/v1.0/billings").json().path("result").path(0);
        assertThat(newest.path("transaction_type").asString()).isEqualTo("adjustment");
        assertThat(newest.path("reference_type").asString()).isEqualTo("credit_adjustment");
        assertThat(newest.path("amount_credit").asLong()).isEqualTo(-20_000_000);
        assertThat(newest.path("balance_credit_snapshot").asLong()).isEqualTo(-9_990_000);
        assertThat(operator.post(path + "/balance_add_force", Map.of("balance", -1))
                        .reason())
                .isEqualTo("INVALID_ARGUMENT");
        assertThat(operator.put(path, Map.of("name", "checked"))
                        .json()
                        .path("name")
                        .asString())
                .isEqualTo("checked");
        assertThat(operator.get("/v1.0/billing_accounts").text()).contains(id);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1.0/billing_accounts, 403, PERMISSION_DENIED",
        "GET, /v1.0/billing_accounts/11111111-2222-4333-8444-555555555555, 404, BILLING_ACCOUNT_NOT_FOUND",
        "GET, /v1.0/billings/11111111-2222-4333-8444-555555555555, 404, BILLING_NOT_FOUND",
        "GET, /v1.0/billings/x, 400, INVALID_REQUEST_PARAMETER",
        "GET, /v1.0/billing_accounts/x, 400, INVALID_ID",
    })
    void theRefusalsAreTheSpecifiedOnes(String method, String path, int status, String reason) {
        TestHttp.Answer refused = admin.send(method, path, "");
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.reason()).isEqualTo(reason);
    }

    @Test
    void anotherCustomersMoneyIsForbidden() {
        TestHttp fresh = newCustomer();
        String account = admin.get("/v1.0/billing_account").json().path("id").asString();
        String row = admin.get("/v1.0/billings")
                .json()
                .path("result")
                .path(0)
                .path("id")
                .asString();
        assertThat(fresh.get("/v1.0/billings/" + row).status()).isEqualTo(403);
        assertThat(fresh.get("/v1.0/billing_accounts/" + account).status()).isEqualTo(403);
        assertThat(fresh.post("/v1.0/billing_accounts/" + account + "/balance_add_force", Map.of("balance", 1))
                        .status())
                .isEqualTo(403);
        assertThat(fresh.put("/v1.0/customer/billing_account_id", Map.of("billing_account_id", account))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void theFreePlanAllowsFiveExtensions() {
        TestHttp fresh = newCustomer();
        for (int i = 0; i < 5; i++) {
            assertThat(fresh.post("/v1.0/extensions", Map.of("extension", "30" + i, "password", "x"))
                            .status())
                    .isEqualTo(200);
        }
        TestHttp.Answer sixth = fresh.post("/v1.0/extensions", Map.of("extension", "309", "password", "x"));
        assertThat(sixth.status()).isEqualTo(429);
        assertThat(sixth.reason()).isEqualTo("RESOURCE_LIMIT_EXCEEDED");
    }

    @Test
    void aCallThatRingsAPhoneIsInTheLedgerAndFreeEvenWithoutMoney() throws Exception {
        try (Phone phone = server.phone(folder.resolve("call.wav"))) {
            phone.events().registered().get(5, SECONDS);
            String id = admin.post(
                            "/v1.0/calls",
                            Map.of(
                                    "destinations",
                                            List.of(Map.of("type", "extension", "target_name", "quickstart-phone")),
                                    "actions", List.of(Map.of("type", "sleep", "option", Map.of("duration", 1_100)))))
                    .json()
                    .path("groupcalls")
                    .path(0)
                    .path("call_ids")
                    .path(0)
                    .asString();
            phone.events().ended().get(10, SECONDS);
            JsonNode row = endedRow(id);
            assertThat(row.path("cost_type").asString()).isEqualTo("call_extension");
            assertThat(row.path("reference_type").asString()).isEqualTo("call_extension");
            assertThat(row.path("usage_duration").asLong()).isPositive();
            assertThat(row.path("billable_units").asLong()).isEqualTo(1);
            assertThat(row.path("amount_credit").asLong()).isZero();
            assertThat(row.path("amount_token").asLong()).isZero();
        }
    }

    /** The phone hears of the end a moment before the row tells it. */
    private JsonNode endedRow(String call) throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            for (JsonNode row : admin.get("/v1.0/billings").json().path("result")) {
                boolean ended = row.path("status").asString("").equals("end");
                if (ended && row.path("reference_id").asString("").equals(call)) {
                    return row;
                }
            }
            Thread.sleep(10);
        }
        throw new AssertionError("no row of call " + call + " has ended");
    }

    private TestHttp newCustomer() {
        String token = server.anonymous()
                .post("/auth/signup", Map.of("email", TestServer.unique() + "@example.com", "accepted_tos", true))
                .json()
                .path("accesskey")
                .path("token")
                .asString();
        return server.anonymous().with("Cookie", "accesskey=" + token);
    }
}
