package voipbin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import voipbin.kit.TestHttp;

/** What calls to telephone numbers need, as its operators and customers set it up. */
class CarrierResourcesTest extends CarrierHouse {

    CarrierResourcesTest(@TempDir Path folder) {
        super(folder);
    }

    @Test
    void aProviderThatAnswersOptionsIsHealthy() {
        // looked at each half minute: the test server's first look was before there was any; see ProviderHealthTest
        try (TestCarrier carrier = new TestCarrier("486 Busy Here")) {
            String path = "/v1.0/providers/" + provider(carrier, Map.of("name", "one"));
            assertThat(operator.get(path).json().path("health_status").asString())
                    .isEqualTo("unknown");
            Map<String, Object> edit = Map.of("hostname", "sip.example.com", "codecs", " PCMU , PCMA");
            JsonNode edited = ok(operator.put(path, edit));
            assertThat(edited.path("codecs").asString()).isEqualTo("PCMU,PCMA");
            assertThat(edited.path("name").asString("")).isEmpty();
        }
    }

    @Test
    void aProviderThatCouldInjectAnythingIsRefused() {
        refused(operator.post("/v1.0/providers", Map.of("hostname", "")), 400, "INVALID_ARGUMENT", "hostname");
        refused(
                operator.post("/v1.0/providers", Map.of("hostname", "a;transport=tcp")),
                400,
                "INVALID_ARGUMENT",
                "hostname");
        refused(
                operator.post("/v1.0/providers", Map.of("hostname", "a", "tech_prefix", "1@evil\r\n")),
                400,
                "INVALID_ARGUMENT",
                "tech_prefix");
        refused(
                operator.post("/v1.0/providers", Map.of("hostname", "a", "tech_headers", Map.of("X", 1))),
                400,
                "INVALID_ARGUMENT",
                "tech_headers.X");
        refused(
                operator.post("/v1.0/providers", Map.of("hostname", "a", "codecs", "PCMU,,PCMA")),
                400,
                "INVALID_CODECS",
                "codecs");
        assertThat(admin.get("/v1.0/providers").status()).isEqualTo(403);
    }

    @Test
    void routesAreListedByTheirOwner() {
        String mine = route("11111111-2222-4333-8444-555555555555", customer, "+82", 3);
        String all = route("11111111-2222-4333-8444-555555555555", EVERYBODY, "all", 3);
        assertThat(ids(operator.get("/v1.0/routes"))).containsExactlyInAnyOrder(mine, all);
        assertThat(ids(operator.get("/v1.0/routes?customer_id=" + customer))).containsExactly(mine);
        assertThat(operator.get("/v1.0/routes?customer_id=x").reason()).isEqualTo("INVALID_REQUEST_PARAMETER");
        refused(operator.put("/v1.0/routes/" + mine, Map.of("target", "+1202")), 400, "INVALID_ARGUMENT", "target");
    }

    @Test
    void anOutboundConfigurationIsChangedByWhatIsSaidOnly() {
        JsonNode first = ok(admin.put(
                "/v1.0/outbound_config",
                Map.of("name", "ours", "destination_whitelist", List.of(" KR ", "us"), "codecs", "PCMU")));
        assertThat(first.path("destination_whitelist").toString()).isEqualTo("[\"kr\",\"us\"]");
        JsonNode then = ok(admin.put("/v1.0/outbound_config", Map.of("codecs", "")));
        assertThat(then.path("name").asString()).isEqualTo("ours");
        assertThat(then.path("destination_whitelist").size()).isEqualTo(2);
        assertThat(then.path("codecs").asString("")).isEmpty();
        for (List<String> wrong : List.of(List.of("xx"), List.of(""), List.of("us", "US"))) {
            refused(
                    admin.put("/v1.0/outbound_config", Map.of("destination_whitelist", wrong)),
                    400,
                    "INVALID_ARGUMENT",
                    "destination_whitelist");
        }
        refused(
                admin.put("/v1.0/outbound_config", Map.of("default_outgoing_source_number_id", customer)),
                400,
                "INVALID_ARGUMENT",
                "default_outgoing_source_number_id");
        assertThat(ids(operator.get("/v1.0/outbound_configs?customer_id=" + customer)))
                .containsExactly(first.path("id").asString());
        assertThat(operator.post("/v1.0/outbound_configs", Map.of()).reason())
                .isEqualTo("OUTBOUND_CONFIG_ALREADY_EXISTS");
    }

    @Test
    void settingUpAtTelnyxLeavesAProviderAndNoKeyOrNothingAtAll() {
        Map<String, Object> setup =
                Map.of("carrier", "telnyx", "name", "us east", "credentials", Map.of("api_key", TestTelnyx.KEY));
        telnyx.made.clear();
        TestHttp.Answer answer = operator.post("/v1.0/providers/setup", setup);
        JsonNode provider = ok(answer);
        assertThat(provider.path("hostname").asString()).isEqualTo("sip.telnyx.com");
        assertThat(provider.at("/metadata/telnyx_connection_id").asString()).startsWith("id-");
        assertThat(answer.text()).doesNotContain(TestTelnyx.KEY);
        assertThat(telnyx.made).hasSize(2);

        telnyx.made.clear();
        telnyx.broken = "/ip_connections";
        refused(operator.post("/v1.0/providers/setup", setup), 503, "SERVICE_UNAVAILABLE", "a test says no");
        telnyx.broken = "";
        assertThat(telnyx.made).as("what was made before is gone again").isEmpty();

        Map<String, Object> wrong = Map.of("carrier", "telnyx", "name", "x", "credentials", Map.of("api_key", "wrong"));
        refused(operator.post("/v1.0/providers/setup", wrong), 400, "CARRIER_CREDENTIALS_REJECTED", "");
        refused(
                operator.post(
                        "/v1.0/providers/setup",
                        Map.of("carrier", "acme", "name", "x", "credentials", Map.of("api_key", "k"))),
                400,
                "INVALID_ARGUMENT",
                "carrier");
    }

    @Test
    void aNormalNumberIsFoundBoughtAndGivenBack() {
        JsonNode found = ok(admin.get("/v1.0/available_numbers?country_code=us&page_size=5"))
                .path("result");
        assertThat(found.path(0).path("region").asString()).isEqualTo("DC");
        assertThat(found.path(0).path("features").toString()).isEqualTo("[\"emergency\",\"sms\",\"voice\"]");
        assertThat(admin.post("/v1.0/numbers", Map.of("number", NUMBER)).reason())
                .isEqualTo("NUMBER_ALREADY_EXISTS");
        assertThat(admin.post("/v1.0/numbers", Map.of("number", "+899123456789"))
                        .reason())
                .isEqualTo("INVALID_ARGUMENT");
        JsonNode bought = ok(admin.post("/v1.0/numbers", Map.of("number", "+12025550177")));
        assertThat(telnyx.numbers).contains("+12025550177");
        ok(admin.delete("/v1.0/numbers/" + bought.path("id").asString()));
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (telnyx.numbers.contains("+12025550177") && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(telnyx.numbers).doesNotContain("+12025550177");
    }

    @Test
    void whatCannotBeRecordedIsGivenBackAtOnce() {
        server.voipbin()
                .core()
                .db()
                .write(tx ->
                        tx.jooq().execute("create unique index test_no_more on numbers (name) where name = 'twice'"));
        ok(admin.post("/v1.0/numbers", Map.of("number", "+12025550178", "name", "twice")));
        assertThat(admin.post("/v1.0/numbers", Map.of("number", "+12025550179", "name", "twice"))
                        .status())
                .isEqualTo(500);
        assertThat(telnyx.numbers).contains("+12025550178").doesNotContain("+12025550179");
        server.voipbin().core().db().write(tx -> tx.jooq().execute("drop index test_no_more"));
    }

    @Test
    void numbersAreRenewedThatAreDue() {
        assertThat(renewed("2020-01-01T00:00:00.000000Z")).isEmpty();
        assertThat(renewed("2999-01-01T00:00:00.000000Z")).contains(NUMBER);
        assertThat(admin.post("/v1.0/numbers/renew", Map.of("tm_renew", "2999-01-01T00:00:00.000000Z"))
                        .status())
                .isEqualTo(403);
    }

    private List<String> renewed(String before) {
        return ok(operator.post("/v1.0/numbers/renew", Map.of("tm_renew", before)))
                .valueStream()
                .map(number -> number.path("number").asString())
                .toList();
    }
}
