package voipbin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static voipbin.e2e.Times.SOON;
import static voipbin.e2e.Times.time;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import voipbin.e2e.peer.Baresip;
import voipbin.e2e.peer.Home;
import voipbin.e2e.peer.Linphone;
import voipbin.e2e.peer.Phone;
import voipbin.e2e.product.Api;
import voipbin.e2e.product.OneServer;
import voipbin.e2e.product.Server;
import voipbin.e2e.sound.Heard;
import voipbin.e2e.sound.Speech;

/** The page "Make your first call" of the documentation, with only the host changed. */
@ExtendWith(OneServer.class)
class FirstCallTest {
    private static final String GREETING = "Hello. This is a VoIPBIN test call. Thank you, bye.";
    /** The product's choice for English when nothing better is configured. */
    private static final String VOICE = "slt";

    private static final List<String> SENTENCES = List.of("Hello.", "This is a VoIPBIN test call.", "Thank you, bye.");
    private static final Duration CALL = Duration.ofSeconds(20);

    /** The page's body, word for word. */
    private static final String BODY = """
            {
                        "source": {
                            "type": "tel",
                            "target": "<your-source-number>"
                        },
                        "destinations": [
                            {
                                "type": "extension",
                                "target_name": "quickstart-phone"
                            }
                        ],
                        "actions": [
                            {
                                "type": "talk",
                                "option": {
                                    "text": "Hello. This is a VoIPBIN test call. Thank you, bye.",
                                    "language": "en-US"
                                }
                            }
                        ]
                    }""";

    @AutoClose
    private final Home home = Home.of("greeting");

    @Test
    void thePageWorksWithLinphone(Server server) {
        try (var phone = Linphone.registering(server.card().account())) {
            thePageWorksWith(phone, server);
        }
    }

    @Test
    void thePageWorksWithBaresip(Server server) {
        try (var phone = Baresip.registering(server.card().account())) {
            thePageWorksWith(phone, server);
        }
    }

    @Test
    void phoneThatAnswersByItselfHearsTheGreetingFromItsBeginning(Server server) {
        var customer = server.customer();
        var extension = customer.newExtension();
        try (var phone = Linphone.registering(extension.account())) {
            phone.autoAnswer();
            phone.awaitRegistered(SOON);
            customer.call(extension, """
                    {"type": "talk", "option": {"text": "%s", "language": "en-US"}}""".formatted(GREETING));
            phone.awaitEnded(CALL);

            holdsTheGreeting(phone.heard());
        }
    }

    @Test
    void anotherVoiceIsUnderstoodByARecogniser(Server server) {
        var customer = server.customer();
        var extension = customer.newExtension();
        try (var phone = Linphone.registering(extension.account())) {
            phone.autoAnswer();
            phone.awaitRegistered(SOON);
            customer.call(extension, """
                    {"type": "talk", "option": {"text": "%s", "language": "en-US", "voice_id": "rms"}}""".formatted(GREETING));
            phone.awaitEnded(CALL);

            var heard = phone.heard();
            assertThat(heard.holds(GREETING)).as("words: %s", heard.words()).isGreaterThanOrEqualTo(0.4);
        }
    }

    @Test
    void loginAndNumbersAndExtensionsAreAsThePrerequisitesSay(Server server) {
        var api = login(server);
        var card = server.card();

        var numbers = api.get("/v1.0/numbers").ok().path("result");
        var extensions = api.get("/v1.0/extensions").ok().path("result");

        assertThat(numbers.valueStream().map(n -> n.path("number").asString("")))
                .contains(card.get("number"));
        assertThat(extensions.valueStream().map(e -> e.path("name").asString("")))
                .contains(card.get("extension_name"));
        assertThat(api.get("/v1.0/customer").ok().path("id").asString("")).isEqualTo(card.get("customer_id"));
    }

    private void thePageWorksWith(Phone phone, Server server) {
        var card = server.card();
        assertThat(card.get("extension_name")).isEqualTo("quickstart-phone");
        phone.awaitRegistered(SOON);
        var before = Instant.now();

        var answer = login(server).post("/v1.0/calls", BODY.replace("<your-source-number>", card.get("number")));
        isAsThePageShows(answer.ok(), server);
        var ringing = phone.awaitRinging(SOON);
        phone.answer();
        phone.awaitConnected(SOON);
        phone.awaitEnded(CALL);

        assertThat(ringing.at()).isBetween(before, before.plusSeconds(2));
        holdsTheGreeting(phone.heard());
        isOver(answer.body().path("groupcalls").get(0), server, before);
    }

    private static Api login(Server server) {
        var card = server.card();
        var answer = server.anonymous().post("/auth/login", """
                {"username": "%s", "password": "%s"}""".formatted(card.get("username"), card.get("password")));
        assertThat(answer.ok().path("username").asString("")).isEqualTo(card.get("username"));
        return server.anonymous().withToken(answer.body().path("token").asString());
    }

    private static void isAsThePageShows(JsonNode body, Server server) {
        assertThat(body.path("calls").isArray()).isTrue();
        assertThat(body.path("calls")).isEmpty();
        assertThat(body.path("groupcalls")).hasSize(1);
        var group = body.path("groupcalls").get(0);
        assertThat(group.path("id").asString("")).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(group.path("customer_id").asString(""))
                .isEqualTo(server.card().get("customer_id"));
        assertThat(group.path("status").asString("")).isEqualTo("progressing");
        assertThat(group.path("source").path("type").asString("")).isEqualTo("tel");
        assertThat(group.path("source").path("target").asString(""))
                .isEqualTo(server.card().get("number"));
        assertThat(group.path("destinations")).hasSize(1);
        assertThat(group.path("destinations").get(0).path("type").asString("")).isEqualTo("extension");
        assertThat(group.path("destinations").get(0).path("target_name").asString(""))
                .isEqualTo("quickstart-phone");
        assertThat(group.path("ring_method").asString("")).isEqualTo("ring_all");
        assertThat(group.path("answer_method").asString("")).isEqualTo("hangup_others");
        assertThat(group.path("call_ids")).hasSize(1);
        assertThat(group.path("call_count").asInt(-1)).isEqualTo(1);
    }

    /** Each sentence as flite says it, in order; the pauses between are the product's own. */
    private void holdsTheGreeting(Heard heard) {
        var last = Duration.ofMillis(-1);
        for (var sentence : SENTENCES) {
            var said = Heard.in(Speech.spoken(sentence, VOICE, home.path()));
            assertThat(heard.contains(said)).as("'%s' in %s", sentence, heard).isGreaterThan(0.85);
            assertThat(heard.whereIs(said)).as("where '%s' is", sentence).isGreaterThan(last);
            last = heard.whereIs(said);
        }
        assertThat(heard.speechLength()).isBetween(Duration.ofMillis(3_600), Duration.ofMillis(4_600));
    }

    private static void isOver(JsonNode group, Server server, Instant before) {
        var customer = server.customer();
        var id = group.path("call_ids").get(0).asString();
        var call = customer.awaitCall(id, "hangup", SOON);
        assertThat(call.path("direction").asString("")).isEqualTo("outgoing");
        assertThat(call.path("hangup_by").asString("")).isEqualTo("local");
        assertThat(call.path("hangup_reason").asString("")).isEqualTo("normal");
        assertThat(time(call, "tm_create")).isBetween(before.minusSeconds(1), time(call, "tm_ringing"));
        assertThat(time(call, "tm_ringing")).isBeforeOrEqualTo(time(call, "tm_progressing"));
        assertThat(time(call, "tm_progressing")).isBefore(time(call, "tm_hangup"));
        assertThat(time(call, "tm_hangup")).isBeforeOrEqualTo(Instant.now());

        var ended = customer.awaitGroupcall(group.path("id").asString(), "hangup", SOON);
        assertThat(ended.path("answer_call_id").asString("")).isEqualTo(id);
        assertThat(ended.path("call_count").asInt(0)).isZero();
    }
}
