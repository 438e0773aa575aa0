package voipbin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import voipbin.kit.TestHttp;

/** Calls to telephone numbers as a client sees them, with carriers at real sockets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CarrierTest {

    private static final String NUMBER = "+12025550143";
    private static final String CALLED = "+12025550199";
    private static final String EVERYBODY = "00000000-0000-0000-0000-000000000001";

    private final TestTelnyx telnyx = new TestTelnyx();
    private final TestServer server;
    private final TestHttp admin;
    private final TestHttp operator;
    private final String customer;

    CarrierTest(@TempDir Path folder) {
        server = TestServer.start(
                folder, "telnyx.url", telnyx.url(), "telnyx.key", TestTelnyx.KEY, "telnyx.connection", "c1");
        admin = server.admin();
        operator = Operator.of(server);
        customer = server.card().customerId();
        verifyEverybody();
        JsonNode bought = ok(admin.post("/v1.0/numbers", Map.of("number", NUMBER, "type", "normal", "name", "shop")));
        assertThat(bought.path("tm_renew")).isEqualTo(bought.path("tm_purchase"));
        assertThat(bought.path("status").asString()).isEqualTo("active");
    }

    /** An operator says that it knows who they are, itself included. */
    private void verifyEverybody() {
        operator.get("/v1.0/customers")
                .json()
                .path("result")
                .forEach(found -> ok(operator.put(
                        "/v1.0/customers/" + found.path("id").asString() + "/identity_verification_status",
                        Map.of("identity_verification_status", "verified"))));
    }

    @BeforeEach
    void allowTheUnitedStates() {
        ok(admin.put("/v1.0/outbound_config", Map.of("destination_whitelist", List.of("US"))));
    }

    @AfterEach
    void removeRoutes() {
        for (String kind : List.of("routes", "providers", "outbound_limits")) {
            operator.get("/v1.0/" + kind)
                    .json()
                    .path("result")
                    .forEach(row -> ok(operator.delete(
                            "/v1.0/" + kind + "/" + row.path("id").asString())));
        }
    }

    @AfterAll
    void stop() {
        server.close();
        telnyx.close();
    }

    @Test
    void aTechnicalFailureTakesTheNextProviderByPriorityAndBusyDoesNot() {
        try (TestCarrier congested = new TestCarrier("503 Service Unavailable");
                TestCarrier busy = new TestCarrier("486 Busy Here");
                TestCarrier never = new TestCarrier("500 Oh")) {
            route(provider(congested, Map.of()), EVERYBODY, "+1", 2);
            route(provider(never, Map.of()), EVERYBODY, "+1", 9);
            route(provider(busy, Map.of()), EVERYBODY, "+1", 5);
            JsonNode call = ended(call(Map.of()));
            assertThat(call.path("hangup_reason").asString()).isEqualTo("busy");
            assertThat(congested.invites).hasSize(1);
            assertThat(busy.invites).hasSize(1);
            assertThat(never.invites).isEmpty();
            assertThat(congested.invites.getFirst()).contains("INVITE sip:" + CALLED + "@" + congested.hostname());
        }
    }

    @Test
    void theCauseOfAReasonHeaderCountsBeforeTheStatus() {
        try (TestCarrier gateway = new TestCarrier("500 Oh", "Reason: Q.850;cause=17;text=\"User busy\"\r\n");
                TestCarrier never = new TestCarrier("500 Oh")) {
            route(provider(gateway, Map.of()), customer, "all", 1);
            route(provider(never, Map.of()), EVERYBODY, "+1", 1);
            assertThat(ended(call(Map.of())).path("hangup_reason").asString()).isEqualTo("busy");
            assertThat(never.invites).isEmpty();
        }
    }

    @Test
    void whatLeavesIsWhatTheOperatorSaysAndNothingThatCouldBeInjected() {
        try (TestCarrier carrier = new TestCarrier("486 Busy Here")) {
            Map<String, String> headers = new HashMap<>();
            headers.put("X-Account", "42");
            headers.put("X-Evil", "a\r\nRoute: <sip:evil.example>");
            headers.put("P-Asserted-Identity", "<tel:+1>");
            headers.put("VB-CALL-ID", "x");
            headers.put("VBOUT-CODECS", "x");
            headers.put("Bad(Name", "x");
            headers.put("Via", "x");
            Map<String, Object> tech =
                    Map.of("tech_headers", headers, "tech_prefix", "77#", "tech_postfix", "9", "codecs", "opus, PCMA");
            route(provider(carrier, tech), EVERYBODY, "all", 1);
            ended(call(Map.of("anonymous", "yes")));
            String invite = carrier.invites.getFirst();
            assertThat(invite)
                    .contains("INVITE sip:77%23" + CALLED + "9@" + carrier.hostname() + ";transport=udp SIP/2.0")
                    .contains("\r\nX-Account: 42\r\n")
                    .contains("\r\nP-Asserted-Identity: <tel:" + NUMBER + ">\r\n")
                    .contains("\r\nPrivacy: id\r\n")
                    .containsPattern("\r\nFrom: \"?Anonymous\"? ?<sip:anonymous@anonymous.invalid>")
                    .containsPattern("m=audio \\d+ RTP/AVP 8 101\r\n")
                    .doesNotContainIgnoringCase("evil")
                    .doesNotContain("Bad(");
            assertThat(invite.lines().filter(line -> line.toLowerCase().startsWith("vb")))
                    .isEmpty();
            assertThat(invite.substring(0, invite.indexOf("\r\n\r\n"))
                            .lines()
                            .filter(line -> line.startsWith("From:") || line.startsWith("Contact:")))
                    .noneMatch(line -> line.contains(NUMBER));
        }
    }

    @Test
    void aSipDestinationsHeadersDoNotLeaveAndItsCodecsAreTheCustomers() {
        try (TestCarrier peer = new TestCarrier("486 Busy Here")) {
            ok(admin.put("/v1.0/outbound_config", Map.of("codecs", "PCMA,PCMU")));
            String target = "sip:ann@" + peer.hostname() + ";transport=udp?Replaces=x&X-Evil=y";
            JsonNode made = ok(admin.post(
                    "/v1.0/calls", Map.of("destinations", List.of(Map.of("type", "sip", "target", target)))));
            ended(made);
            assertThat(peer.invites.getFirst())
                    .contains("INVITE sip:ann@" + peer.hostname() + ";transport=udp SIP/2.0")
                    .containsPattern("m=audio \\d+ RTP/AVP 8 0 101\r\n")
                    .doesNotContain("Evil", "Replaces");
            ok(admin.put("/v1.0/outbound_config", Map.of("codecs", "")));
        }
    }

    @Test
    void everyCheckHasItsAnswer() {
        refused(call(Map.of()), 400, "INVALID_ARGUMENT", "no provider");
        try (TestCarrier carrier = new TestCarrier("486 Busy Here")) {
            route(provider(carrier, Map.of()), EVERYBODY, "all", 1);
            refused(call(Map.of("destination", "+442079460000")), 403, "DESTINATION_NOT_ALLOWED", "'gb'");
            refused(call(Map.of("destination", "+899123456789")), 403, "DESTINATION_NOT_ALLOWED", "unknown");
            refused(call(Map.of("source", "+12025550100")), 400, "INVALID_ARGUMENT", "source.target");
            refused(call(Map.of("anonymous", "perhaps")), 400, "INVALID_ANONYMOUS_VALUE", "anonymous");
            ok(admin.put("/v1.0/outbound_config", Map.of("destination_whitelist", List.of())));
            refused(call(Map.of()), 403, "DESTINATION_NOT_ALLOWED", "'us'");
            assertThat(carrier.invites).isEmpty();
        }
        assertThat(events("call.outbound_whitelist_rejected")).contains("\"destination_country\":\"gb\"");
    }

    @Test
    void theDefaultNumberTakesThePlaceOfASourceThatIsNone() {
        try (TestCarrier carrier = new TestCarrier("486 Busy Here")) {
            route(provider(carrier, Map.of()), EVERYBODY, "all", 1);
            ok(admin.put("/v1.0/outbound_config", Map.of("default_outgoing_source_number_id", numberId())));
            JsonNode call = ended(call(Map.of("source", "+12025550100")));
            assertThat(call.path("source").path("target").asString()).isEqualTo(NUMBER);
            assertThat(carrier.invites.getFirst()).containsPattern("\r\nFrom: .*<sip:\\" + NUMBER + "@");
            ok(admin.put(
                    "/v1.0/outbound_config",
                    Map.of("default_outgoing_source_number_id", "00000000-0000-0000-0000-000000000000")));
        }
    }

    @Test
    void theBrakesHoldWithTheirReasons() {
        try (TestCarrier carrier = new TestCarrier("180 Ringing")) {
            route(provider(carrier, Map.of()), EVERYBODY, "all", 1);
            String limits = "/v1.0/outbound_limits/"
                    + ok(operator.post("/v1.0/outbound_limits", limits(1, 1000, 9_000_000, Map.of())))
                            .path("id")
                            .asString();
            assertThat(operator.post("/v1.0/outbound_limits", limits(1, 1, 1, Map.of()))
                            .reason())
                    .isEqualTo("OUTBOUND_LIMIT_ALREADY_EXISTS");
            String ringing = ok(call(Map.of())).at("/calls/0/id").asString();
            refused(call(Map.of()), 429, "RESOURCE_LIMIT_EXCEEDED", "at a time");
            ok(operator.put(limits, limits(9, 1, 9_000_000, Map.of())));
            refused(call(Map.of()), 429, "RATE_LIMIT_EXCEEDED", "a minute");
            ok(operator.put(limits, limits(9, 1000, 9_000_000, Map.of("US", 0))));
            refused(call(Map.of()), 403, "DESTINATION_LIMIT_EXCEEDED", "'us'");
            ok(operator.put(limits, limits(9, 1000, 19_999, Map.of())));
            refused(call(Map.of()), 403, "SPEND_LIMIT_EXCEEDED", "a day");
            ok(admin.post("/v1.0/calls/" + ringing + "/hangup", ""));
            assertThat(events("call.outbound_limited")).contains("SPEND_LIMIT_EXCEEDED", "RATE_LIMIT_EXCEEDED");
        }
    }

    @Test
    void aProviderCallGoesByItsProviderWithAnySource() {
        try (TestCarrier carrier = new TestCarrier("503 Service Unavailable");
                TestCarrier other = new TestCarrier("486 Busy Here")) {
            route(provider(other, Map.of()), EVERYBODY, "all", 1);
            String provider = provider(carrier, Map.of());
            ok(operator.put("/v1.0/outbound_config", Map.of("destination_whitelist", List.of("us"))));
            Map<String, Object> body = Map.of(
                    "provider_id",
                    provider,
                    "source",
                    Map.of("type", "tel", "target", "+442079460000"),
                    "destinations",
                    List.of(Map.of("type", "tel", "target", CALLED)),
                    "anonymous",
                    "perhaps");
            JsonNode made = ok(operator.post("/v1.0/providercalls", body));
            assertThat(made.path("anonymous").asString()).isEqualTo("auto");
            String path = "/v1.0/calls/" + made.at("/call_ids/0").asString();
            JsonNode call =
                    await(operator, path, row -> row.path("status").asString().equals("hangup"));
            assertThat(call.path("hangup_reason").asString()).isEqualTo("failed");
            assertThat(call.at("/metadata/route_provider_ids/0").asString()).isEqualTo(provider);
            assertThat(call.at("/metadata/skip_source_validation").asBoolean()).isTrue();
            assertThat(carrier.invites.getFirst()).contains("<sip:+442079460000@");
            assertThat(other.invites).isEmpty();
            String id = made.path("id").asString();
            assertThat(ids(operator.get("/v1.0/providercalls?provider_id=" + provider)))
                    .containsExactly(id);
            ok(operator.delete("/v1.0/providercalls/" + id));
            assertThat(operator.get("/v1.0/providercalls/nonsense").reason()).isEqualTo("INVALID_REQUEST_PARAMETER");
        }
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

    @Test
    void whoCannotPayNeitherCallsNorBuys() {
        setPlan("free");
        try (TestCarrier carrier = new TestCarrier("486 Busy Here")) {
            route(provider(carrier, Map.of()), EVERYBODY, "all", 1);
            refused(call(Map.of()), 402, "INSUFFICIENT_BALANCE", "balance");
            TestHttp.Answer bought = admin.post("/v1.0/numbers", Map.of("number", "+12025550181"));
            refused(bought, 402, "INSUFFICIENT_BALANCE", "balance");
            assertThat(carrier.invites).isEmpty();
            assertThat(telnyx.numbers).doesNotContain("+12025550181");
        } finally {
            setPlan("unlimited");
        }
    }

    private void setPlan(String plan) {
        server.voipbin()
                .core()
                .db()
                .write(tx -> tx.jooq().execute("update billing_accounts set plan_type = ?, balance_credit = 0", plan));
    }

    private Map<String, Object> limits(int concurrent, int perMinute, long spend, Map<String, Integer> byCountry) {
        return Map.of(
                "customer_id",
                customer,
                "concurrent_calls",
                concurrent,
                "calls_per_minute",
                perMinute,
                "spend_per_day",
                spend,
                "calls_per_day_by_country",
                byCountry);
    }

    private String provider(TestCarrier carrier, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("type", "sip", "hostname", carrier.hostname()));
        body.putAll(more);
        return ok(operator.post("/v1.0/providers", body)).path("id").asString();
    }

    private String route(String provider, String owner, String target, int priority) {
        return ok(operator.post(
                        "/v1.0/routes",
                        Map.of("customer_id", owner, "provider_id", provider, "target", target, "priority", priority)))
                .path("id")
                .asString();
    }

    /** @param with source, destination and anonymous, where they are to be others */
    private TestHttp.Answer call(Map<String, String> with) {
        return admin.post(
                "/v1.0/calls",
                Map.of(
                        "source",
                        Map.of("type", "tel", "target", with.getOrDefault("source", NUMBER)),
                        "destinations",
                        List.of(Map.of("type", "tel", "target", with.getOrDefault("destination", CALLED))),
                        "anonymous",
                        with.getOrDefault("anonymous", "")));
    }

    private JsonNode ended(TestHttp.Answer made) {
        return ended(ok(made));
    }

    private JsonNode ended(JsonNode made) {
        return await(
                admin,
                "/v1.0/calls/" + made.at("/calls/0/id").asString(),
                call -> call.path("status").asString().equals("hangup"));
    }

    private String numberId() {
        return admin.get("/v1.0/numbers")
                .json()
                .path("result")
                .valueStream()
                .filter(number -> number.path("number").asString().equals(NUMBER))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    /** All events of a type, as one text. */
    private String events(String type) {
        return server.voipbin()
                .core()
                .db()
                .read(tx -> String.join(
                        "\n",
                        tx.jooq()
                                .fetch("select data from outbox where type = ?", type)
                                .getValues(0, String.class)));
    }

    private static List<String> ids(TestHttp.Answer list) {
        return ok(list).path("result")
                .valueStream()
                .map(row -> row.path("id").asString())
                .toList();
    }

    private static JsonNode await(TestHttp who, String path, Predicate<JsonNode> wanted) {
        long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        JsonNode seen = ok(who.get(path));
        while (!wanted.test(seen)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still " + seen);
            }
            Thread.onSpinWait();
            seen = ok(who.get(path));
        }
        return seen;
    }

    private static JsonNode ok(TestHttp.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static void refused(TestHttp.Answer answer, int status, String reason, String telling) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.reason()).isEqualTo(reason);
        assertThat(answer.text()).contains(telling);
    }
}
