package voipbin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static voipbin.e2e.Times.time;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import voipbin.e2e.peer.Account;
import voipbin.e2e.peer.Baresip;
import voipbin.e2e.peer.Home;
import voipbin.e2e.peer.Kamailio;
import voipbin.e2e.peer.Linphone;
import voipbin.e2e.peer.NameServer;
import voipbin.e2e.peer.Sipp;
import voipbin.e2e.peer.SippRun;
import voipbin.e2e.product.Api;
import voipbin.e2e.product.Customer;
import voipbin.e2e.product.NumberSeller;
import voipbin.e2e.product.Server;
import voipbin.e2e.sound.Heard;
import voipbin.e2e.sound.Speech;

/** Telephone numbers called through carriers: Kamailio and SIPp, set up by an operator as the documentation says. */
class CarrierTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String GREETING = "This is a VoIPBIN test call.";
    private static final String NUMBER = "+12025550143";
    private static final String CALLED = "+12025550199";
    private static final String EVERYBODY = "00000000-0000-0000-0000-000000000001";

    private static NumberSeller seller;
    private static NameServer names;
    private static Server server;
    private static Api operator;
    private static Customer customer;

    @BeforeAll
    static void openForBusiness() {
        seller = new NumberSeller();
        names = new NameServer();
        server = Server.start(
                Stream.concat(Stream.of(seller.options()), Stream.of("--set", "sip.name_server=" + names.address()))
                        .toArray(String[]::new));
        operator = server.operator();
        customer = server.customer();
        operator.put(
                        "/v1.0/customers/" + server.card().get("customer_id") + "/identity_verification_status",
                        "{\"identity_verification_status\": \"verified\"}")
                .ok();
        var number = customer.api()
                .post("/v1.0/numbers", "{\"number\": \"%s\", \"type\": \"normal\"}".formatted(NUMBER))
                .ok();
        customer.api()
                .put("/v1.0/outbound_config", """
                {"destination_whitelist": ["us"], "default_outgoing_source_number_id": "%s"}""".formatted(number.path("id").asString()))
                .ok();
    }

    @AfterAll
    static void close() {
        server.close();
        names.close();
        seller.close();
    }

    @Test
    void kamailioBringsTheCallAndTheSpokenTextIsHeard() {
        try (var telephone = Baresip.unregistered();
                var kamailio = Kamailio.carryingTo(telephone);
                var home = Home.of("greeting")) {
            telephone.autoAnswer();
            var route = route(kamailio.address(), "+1", 1);
            var id = call("yes", """
                    {"type": "talk", "option": {"text": "%s", "language": "en-US"}}""".formatted(GREETING));
            telephone.awaitEnded(LONG);
            var call = customer.awaitCall(id, "hangup", LONG);

            assertThat(call.path("hangup_reason").asString("")).isEqualTo("normal");
            assertThat(time(call, "tm_progressing")).isBefore(time(call, "tm_hangup"));
            var said = Heard.in(Speech.spoken(GREETING, "slt", home.path()));
            assertThat(telephone.heard().contains(said)).isGreaterThan(0.85);
            assertThat(kamailio.output())
                    .contains("INVITE sip:" + CALLED + "@" + kamailio.address() + ";transport=udp SIP/2.0")
                    .contains("P-Asserted-Identity: <tel:" + NUMBER + ">")
                    .contains("Privacy: id")
                    .contains("X-Account: 42")
                    .contains("anonymous@anonymous.invalid")
                    .doesNotContain("VB-", "VBOUT-");
            remove(route);
        }
    }

    @Test
    void congestedProviderGivesWayToTheNextOneOnTheSameCall() {
        try (var congested = Sipp.start(SippRun.waiting("uas_refuse").with("status", "503 Service Unavailable"));
                var telephone = Baresip.unregistered();
                var kamailio = Kamailio.carryingTo(telephone)) {
            telephone.autoAnswer();
            var first = route(congested.address(), "+1", 1);
            var second = route(kamailio.address(), "all", 1);
            var id = call("", Customer.TALK_LONG);
            telephone.awaitConnected(LONG);
            customer.awaitCall(id, "progressing", LONG);
            telephone.hangUp();
            customer.awaitCall(id, "hangup", LONG);

            congested.awaitSuccess();
            remove(first);
            remove(second);
        }
    }

    /** RFC 3263 and RFC 2782, by the carrier's name: all within one attempt of one call. */
    @Test
    void aCarriersServersAreTriedInTheOrderThatItsNameGives() {
        var service = "_sip._udp.carrier.example";
        try (var last = Sipp.start(SippRun.waiting("uas_answer_then_bye").with("talk", "200"));
                var first = Sipp.start(SippRun.waiting("uas_refuse").with("status", "503 Service Unavailable"));
                var second = Sipp.start(SippRun.waiting("uas_refuse").with("status", "503 Service Unavailable"))) {
            names.service(service, 30, 5, port(last));
            names.service(service, 10, 5, port(first));
            names.service(service, 20, 5, port(second));
            var route = route("carrier.example", "+1", 1);
            var call = customer.awaitCall(call("", Customer.TALK_LONG), "hangup", LONG);

            assertThat(call.path("hangup_reason").asString("")).isEqualTo("normal");
            assertThat(call.path("hangup_by").asString("")).isEqualTo("remote");
            first.awaitSuccess();
            second.awaitSuccess();
            last.awaitSuccess();
            remove(route);
        }
    }

    private static int port(Sipp sipp) {
        return Integer.parseInt(sipp.address().substring(sipp.address().indexOf(':') + 1));
    }

    @Test
    void busyTelephoneIsNotCalledByAnotherProvider() {
        try (var busy = Sipp.start(SippRun.waiting("uas_busy"));
                var telephone = Baresip.unregistered();
                var kamailio = Kamailio.carryingTo(telephone)) {
            var first = route(busy.address(), "+1", 1);
            var second = route(kamailio.address(), "+1", 2);
            var call = customer.awaitCall(call("", Customer.TALK_LONG), "hangup", LONG);

            assertThat(call.path("hangup_reason").asString("")).isEqualTo("busy");
            busy.awaitSuccess();
            assertThat(kamailio.output()).doesNotContain("carrier got");
            remove(first);
            remove(second);
        }
    }

    @Test
    void aPbxBehindKamailioCallsOutByPasswordAndByAddress() {
        var proxy = server.card().sip();
        var byPassword = new Account("pbx", "a-Secret-1", newTrunk("\"basic\"", ""), proxy);
        var byAddress = new Account("pbx", "", newTrunk("\"ip\"", "\"127.0.0.1\""), proxy);
        try (var telephone = Baresip.unregistered();
                var carrier = Kamailio.carryingTo(telephone)) {
            telephone.autoAnswer();
            var route = route(carrier.address(), "+1", 1);
            for (var account : List.of(byPassword, byAddress)) {
                try (var pbx = Kamailio.trunk(account)) {
                    Sipp.act(SippRun.towards(pbx.address(), "uac_number")
                            .with("number", NUMBER)
                            .with("user", CALLED)
                            .with("talk", "300"));
                }
            }
            assertThat(carrier.output())
                    .contains("INVITE sip:" + CALLED + "@" + carrier.address())
                    .contains("<sip:" + NUMBER + "@")
                    .doesNotContain(byPassword.domain(), byPassword.password());
            remove(route);
        }
    }

    @Test
    void aRegisteredPhoneDialsANumberAndShowsTheCustomersOwn() {
        var extension = customer.newExtension();
        var account = extension.account();
        try (var phone = Baresip.registering(account);
                var telephone = Linphone.unregistered();
                var carrier = Kamailio.carryingTo(telephone)) {
            telephone.autoAnswer();
            var route = route(carrier.address(), "+1", 1);
            phone.awaitRegistered(LONG);
            phone.call("sip:" + CALLED + "@" + account.domain());
            phone.awaitConnected(LONG);
            phone.hangUp();
            telephone.awaitEnded(LONG);

            assertThat(carrier.output()).contains("<sip:" + NUMBER + "@").doesNotContain("<sip:" + extension.name());
            remove(route);
        }
    }

    /** The SIP domain of a new trunk. */
    private static String newTrunk(String types, String addresses) {
        var name = "e2e-" + Long.toString(System.nanoTime(), 36);
        customer.api()
                .post("/v1.0/trunks", """
                {"name": "pbx", "detail": "", "domain_name": "%s", "auth_types": [%s],
                 "username": "pbx", "password": "a-Secret-1", "allowed_ips": [%s]}""".formatted(name, types, addresses))
                .ok();
        return name + ".trunk.localhost";
    }

    /** Makes a provider and its route; gives the route. */
    private static JsonNode route(String hostname, String target, int priority) {
        var provider = operator.post("/v1.0/providers", """
                {"type": "sip", "hostname": "%s", "tech_headers": {"X-Account": "42", "VB-CALL-ID": "7"}}""".formatted(hostname)).ok();
        return operator.post("/v1.0/routes", """
                {"customer_id": "%s", "provider_id": "%s", "target": "%s", "priority": %d}""".formatted(
                                EVERYBODY, provider.path("id").asString(), target, priority))
                .ok();
    }

    private static void remove(JsonNode route) {
        operator.delete("/v1.0/routes/" + route.path("id").asString()).ok();
    }

    private static String call(String anonymous, String action) {
        var made = customer.api()
                .post("/v1.0/calls", """
                {"source": {"type": "tel", "target": "%s"}, "anonymous": "%s",
                 "destinations": [{"type": "tel", "target": "%s"}], "actions": [%s]}""".formatted(NUMBER, anonymous, CALLED, action))
                .ok();
        return made.path("calls").get(0).path("id").asString();
    }
}
