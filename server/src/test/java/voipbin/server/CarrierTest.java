package voipbin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import voipbin.kit.TestHttp;

/** Calls to telephone numbers as a client sees them, with carriers at real sockets. */
class CarrierTest extends CarrierHouse {

    CarrierTest(@TempDir Path folder) {
        super(folder);
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
    void aSilentProviderIsPassedOverSoonUnlessItIsTheOnlyOne() {
        try (TestCarrier silent = new TestCarrier("");
                TestCarrier busy = new TestCarrier("486 Busy Here")) {
            route(provider(silent, Map.of()), EVERYBODY, "+1", 2);
            route(provider(busy, Map.of()), EVERYBODY, "+1", 5);
            long begin = System.nanoTime();
            JsonNode call = ended(call(Map.of()));
            assertThat(call.path("hangup_reason").asString()).isEqualTo("busy");
            assertThat(silent.invites).hasSize(1);
            assertThat(busy.invites).hasSize(1);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(3));
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
                    Map.of("tech_headers", headers, "tech_prefix", "77#", "tech_postfix", "9", "codecs", "speex, PCMA");
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
}
