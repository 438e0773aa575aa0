package voipbin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
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

/** Applications are developed without a phone: numbers that behave as told, by real SIP and RTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulatedCalleesTest {

    private final TestServer server;
    private final TestHttp admin;

    SimulatedCalleesTest(@TempDir Path folder) {
        server = TestServer.start(folder);
        admin = server.admin();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "+899000200000, busy,     remote",
        "+899000700000, noanswer, remote",
        "+899000800000, failed,   remote",
        "+899000000001, normal,   remote",
        "+899000101001, normal,   remote",
    })
    void eachNumberEndsAsItSays(String number, String reason, String by) throws Exception {
        JsonNode over = ended(dial(number, action("sleep", Map.of("duration", 60_000))));
        assertThat(over.path("hangup_reason").asString()).isEqualTo(reason);
        assertThat(over.path("hangup_by").asString()).isEqualTo(by);
        assertThat(over.at("/destination/target").asString()).isEqualTo(number);
    }

    @Test
    void oneThatNeverAnswersRingsUntilItIsGivenUp() throws Exception {
        String call = dial("+899000300000");
        await(call, "ringing");
        admin.post(call + "/hangup", Map.of());
        assertThat(ended(call).path("hangup_reason").asString()).isEqualTo("cancel");
    }

    @Test
    void aPersonIsTakenForOneAndAMachineIsHungUpOn() throws Exception {
        String person = dial(
                "+899000100000",
                action("amd", Map.of("machine_handle", "hangup")),
                action("sleep", Map.of("duration", 1)));
        String machine = dial(
                "+899000400000",
                action("amd", Map.of("machine_handle", "hangup")),
                action("sleep", Map.of("duration", 60_000)));
        assertThat(ended(person).path("hangup_reason").asString()).isEqualTo("normal");
        assertThat(ended(machine).path("hangup_reason").asString()).isEqualTo("amd");
    }

    @Test
    void keysThatItPressesSteerTheFlow() throws Exception {
        Map<String, Object> condition = Map.of(
                "condition", "==", "value_type", "string", "variable", "${voipbin.call.digits}", "value_string", "123");
        String call = dial(
                "+899000600123",
                action("digits_receive", Map.of("duration", 30_000, "length", 3)),
                action("variable_set", Map.of("key", "pressed", "value", "${voipbin.call.digits}")),
                action("condition_variable", condition),
                action("sleep", Map.of("duration", 1)));
        JsonNode over = ended(call);
        assertThat(over.path("hangup_reason").asString()).isEqualTo("normal");
        List<String> executed = new ArrayList<>();
        admin.get("/v1.0/activeflows/" + over.path("activeflow_id").asString())
                .json()
                .path("executed_actions")
                .forEach(one -> executed.add(one.path("type").asString("")));
        assertThat(executed).contains("condition_variable", "sleep");
    }

    @Test
    void theyCostNothingAndNeedNoCarrierNoIdentityAndNoNumber() throws Exception {
        JsonNode before = admin.get("/v1.0/billing_accounts").json();
        String call = dial("+899000000001", action("sleep", Map.of("duration", 60_000)));
        ended(call);
        JsonNode after = admin.get("/v1.0/billing_accounts").json();
        assertThat(after.at("/result/0/balance_credit")).isEqualTo(before.at("/result/0/balance_credit"));
        assertThat(after.at("/result/0/balance_token")).isEqualTo(before.at("/result/0/balance_token"));
    }

    @Test
    void aNumberNearByIsStillATelephoneNumber() {
        TestHttp.Answer answer = call("+89900030000");
        assertThat(answer.status()).isBetween(400, 403);
    }

    private static Map<String, Object> action(String type, Map<String, Object> option) {
        return Map.of("type", type, "option", option);
    }

    @SafeVarargs
    private String dial(String number, Map<String, Object>... actions) {
        TestHttp.Answer made = call(number, actions);
        assertThat(made.status()).as(made.text()).isEqualTo(200);
        return "/v1.0/calls/" + made.json().at("/calls/0/id").asString();
    }

    @SafeVarargs
    private TestHttp.Answer call(String number, Map<String, Object>... actions) {
        return admin.post(
                "/v1.0/calls",
                Map.of(
                        "source", Map.of("type", "tel", "target", "+15551234567"),
                        "destinations", List.of(Map.of("type", "tel", "target", number)),
                        "actions", List.of(actions)));
    }

    private JsonNode ended(String call) throws InterruptedException {
        return await(call, "hangup");
    }

    private JsonNode await(String call, String status) throws InterruptedException {
        JsonNode now = admin.get(call).json();
        for (int i = 0; i < 1500 && !now.path("status").asString("").equals(status); i++) {
            Thread.sleep(20);
            now = admin.get(call).json();
        }
        assertThat(now.path("status").asString("")).isEqualTo(status);
        return now;
    }
}
