package voipbin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static voipbin.e2e.Times.SOON;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import voipbin.e2e.peer.Baresip;
import voipbin.e2e.peer.Happening.Kind;
import voipbin.e2e.peer.Home;
import voipbin.e2e.peer.Linphone;
import voipbin.e2e.peer.Ports;
import voipbin.e2e.peer.Sipp;
import voipbin.e2e.peer.SippRun;
import voipbin.e2e.product.Customer;
import voipbin.e2e.product.OneServer;
import voipbin.e2e.product.Server;
import voipbin.e2e.sound.Pause;
import voipbin.e2e.sound.Speech;

/** Real phones and a telephone system call the product. */
@ExtendWith(OneServer.class)
class InboundTest {
    private static final Duration CALL = Duration.ofSeconds(20);
    private static final String GREETING = "Welcome to the virtual number.";

    @Test
    void baresipDialsLinphonesExtensionAndEachHearsTheOther(Customer customer) {
        var one = customer.newExtension();
        var two = customer.newExtension();
        try (var home = Home.of("tones");
                var baresip = Baresip.registering(one.account());
                var linphone = Linphone.registering(two.account())) {
            baresip.awaitRegistered(SOON);
            linphone.awaitRegistered(SOON);

            baresip.call("sip:" + two.name() + "@" + two.account().domain());
            linphone.awaitRinging(CALL);
            baresip.happenings().await(Kind.RINGING_THERE, CALL);
            linphone.answer();
            baresip.awaitConnected(CALL);
            linphone.awaitConnected(CALL);
            baresip.play(Speech.tone(440, CALL, home.path().resolve("a.wav")));
            linphone.play(Speech.tone(1_000, CALL, home.path().resolve("b.wav")));
            talkFor(Duration.ofSeconds(3));
            baresip.hangUp();
            linphone.awaitEnded(CALL);
            baresip.awaitEnded(CALL);

            assertThat(linphone.heard().share(440)).isGreaterThan(0.5);
            assertThat(baresip.heard().share(1_000)).isGreaterThan(0.5);
            var call = incoming(customer, "target_name", one.name());
            assertThat(customer.awaitCall(call, "hangup", SOON)
                            .path("hangup_by")
                            .asString(""))
                    .isEqualTo("remote");
        }
    }

    @Test
    void linphoneDialsAVirtualNumberWhichSpeaks(Customer customer, Server server) {
        var number = newNumber(customer, """
                {"type": "talk", "option": {"text": "%s", "language": "en-US"}}""".formatted(GREETING));
        var extension = customer.newExtension();
        try (var phone = Linphone.registering(extension.account())) {
            phone.awaitRegistered(SOON);
            phone.call("sip:" + number + "@" + server.card().sip());
            phone.awaitConnected(CALL);
            phone.awaitEnded(CALL);

            assertThat(phone.heard().holds(GREETING)).isGreaterThanOrEqualTo(0.4);
        }
    }

    @Test
    void aDirectHashRingsWithoutAnyAccount(Customer customer, Server server) {
        var extension = customer.newExtension();
        var hash = found(customer, "/v1.0/extensions", "extension", extension.name())
                .path("direct_hash")
                .asString();
        try (var phone = Baresip.registering(extension.account());
                var guest = Linphone.unregistered()) {
            phone.awaitRegistered(SOON);
            guest.call("sip:" + hash + "@" + server.card().sip());
            phone.awaitRinging(CALL);
            phone.answer();
            guest.awaitConnected(CALL);
            phone.hangUp();
            guest.awaitEnded(CALL);
        }
    }

    @Test
    void aWrongPasswordIsRefused(Customer customer, Server server) {
        var extension = customer.newExtension();
        var intruder = extension.account().withPassword("wrong");
        Sipp.act(SippRun.towards(server.card().sip(), "uac_digest_refused")
                .as(intruder)
                .with("called", extension.name())
                .with("host", extension.account().domain())
                .with("status", "403"));
    }

    @Test
    void aPbxSendsCallsByPasswordAndByAddress(Customer customer, Server server) {
        var byPassword = newTrunk(customer, "\"basic\"", "");
        var byAddress = newTrunk(customer, "\"ip\"", "\"127.0.0.1\"");
        // no carrier is configured here: whoever is let in is told that there is no way on
        Sipp.act(SippRun.towards(server.card().sip(), "uac_digest_refused")
                .as(new voipbin.e2e.peer.Account(
                        "pbx", "a-Secret-1", byPassword, server.card().sip()))
                .with("called", "+15551239999")
                .with("host", byPassword)
                .with("status", "404"));
        Sipp.act(SippRun.towards(server.card().sip(), "uac_at_domain_refused")
                .with("called", "+15551239999")
                .with("host", byAddress)
                .with("status", "404"));
    }

    @Test
    void holdAndResumeByReinviteAreAnsweredByTheRule(Customer customer, Server server) {
        var number = newNumber(customer, """
                {"type": "answer"}, %s""".formatted(Customer.TALK_LONG));
        Sipp.act(SippRun.towards(server.card().sip(), "uac_hold")
                .at("127.0.0.1", Ports.free("127.0.0.1", 1))
                .with("called", number));
    }

    @Test
    void lateAckAndLateCancelAndUpdatesAreWhatTheyAreByTheRules(Customer customer, Server server) {
        var number = newNumber(customer, """
                {"type": "answer"}, %s""".formatted(Customer.TALK_LONG));
        try (var caller =
                Sipp.start(SippRun.towards(server.card().sip(), "uac_mishaps").with("called", number))) {
            caller.awaitSuccess();
            var answers = Pattern.compile("SIP/2.0 200 OK\\R(?:[^\\r\\n]+\\R)*?CSeq: 1 INVITE")
                    .matcher(caller.messages())
                    .results();
            assertThat(answers.count()).as(caller.messages()).isGreaterThan(1);
        }
    }

    @Test
    void baresipHandsItsCallOnToLinphone(Customer customer) {
        var one = customer.newExtension();
        var two = customer.newExtension();
        var three = customer.newExtension();
        try (var home = Home.of("tones");
                var kept = Baresip.registering(one.account());
                var referrer = Baresip.registering(two.account());
                var target = Linphone.registering(three.account())) {
            kept.awaitRegistered(SOON);
            referrer.awaitRegistered(SOON);
            target.awaitRegistered(SOON);
            kept.call("sip:" + two.name() + "@" + two.account().domain());
            referrer.awaitRinging(CALL);
            referrer.answer();
            kept.awaitConnected(CALL);
            referrer.awaitConnected(CALL);

            referrer.transfer("sip:" + three.name() + "@" + three.account().domain());
            target.awaitRinging(CALL);
            target.answer();
            referrer.awaitEnded(CALL);
            target.awaitConnected(CALL);
            kept.play(Speech.tone(440, CALL, home.path().resolve("a.wav")));
            talkFor(Duration.ofSeconds(2));
            kept.hangUp();
            target.awaitEnded(CALL);

            assertThat(target.heard().share(440)).isGreaterThan(0.4);
        }
    }

    @Test
    void whenOneDatagramInTwentyIsLostAllCallsCompleteStill(Customer customer, Server server) {
        var number = newNumber(customer, "{\"type\": \"answer\"}, " + Customer.TALK_LONG);
        Sipp.act(SippRun.towards(server.card().sip(), "uac_number")
                .with("user", number)
                .with("number", "+15551230002")
                .with("talk", "700")
                .calls(10)
                .losing(5));
    }

    private static void talkFor(Duration length) {
        var end = Instant.now().plus(length);
        while (Instant.now().isBefore(end)) {
            Pause.briefly();
        }
    }

    /** A virtual number whose flow has these actions. */
    private static String newNumber(Customer customer, String actions) {
        var api = customer.api();
        var flow = api.post("/v1.0/flows", """
                {"name": "e2e", "detail": "", "actions": [%s]}""".formatted(actions)).ok();
        var number = api.get("/v1.0/available_numbers?type=virtual&page_size=1")
                .ok()
                .at("/result/0/number")
                .asString();
        api.post("/v1.0/numbers", """
                {"number": "%s", "type": "virtual", "call_flow_id": "%s"}""".formatted(number, flow.path("id").asString()))
                .ok();
        return number;
    }

    /** The SIP domain of a new trunk. */
    private static String newTrunk(Customer customer, String types, String addresses) {
        var name = "e2e-" + Long.toString(System.nanoTime(), 36);
        customer.api()
                .post("/v1.0/trunks", """
                {"name": "pbx", "detail": "", "domain_name": "%s", "auth_types": [%s],
                 "username": "pbx", "password": "a-Secret-1", "allowed_ips": [%s]}""".formatted(name, types, addresses))
                .ok();
        return name + ".trunk.localhost";
    }

    private static JsonNode found(Customer customer, String path, String field, String value) {
        for (var row : customer.api().get(path).ok().path("result")) {
            if (row.path(field).asString("").equals(value)) {
                return row;
            }
        }
        throw new AssertionError("none in " + path + " with " + field + " " + value);
    }

    /** The id of the call whose source says so. */
    private static String incoming(Customer customer, String field, String value) {
        for (var call : customer.api().get("/v1.0/calls").ok().path("result")) {
            var incoming = call.path("direction").asString("").equals("incoming");
            if (incoming && call.path("source").path(field).asString("").equals(value)) {
                return call.path("id").asString();
            }
        }
        throw new AssertionError("no incoming call from " + value);
    }
}
