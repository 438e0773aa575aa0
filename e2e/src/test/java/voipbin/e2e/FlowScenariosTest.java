package voipbin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static voipbin.e2e.Times.SOON;
import static voipbin.e2e.Times.talkFor;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.json.JsonMapper;
import voipbin.e2e.peer.Baresip;
import voipbin.e2e.peer.Happening.Kind;
import voipbin.e2e.peer.Home;
import voipbin.e2e.peer.Linphone;
import voipbin.e2e.peer.Sipp;
import voipbin.e2e.peer.SippRun;
import voipbin.e2e.peer.WebhookTarget;
import voipbin.e2e.product.Customer;
import voipbin.e2e.product.Examples;
import voipbin.e2e.product.OneServer;
import voipbin.e2e.product.RecordingFiles;
import voipbin.e2e.product.Server;
import voipbin.e2e.sound.Heard;
import voipbin.e2e.sound.Speech;

/** What people do with flows of {@code examples/}, with real phones; each listens to its own two or three only. */
@ExtendWith(OneServer.class)
@Execution(ExecutionMode.CONCURRENT)
class FlowScenariosTest {
    private static final Duration CALL = Duration.ofSeconds(30);

    @Test
    void aVoicemailIsRecordedAndItsCallerIsToldOf(Customer customer, Server server) {
        try (var home = Home.of("voicemail");
                var web = WebhookTarget.open();
                var phone = Linphone.registering(customer.newExtension().account())) {
            var number =
                    customer.newNumber(Examples.flow("voicemail").replace("http://127.0.0.1:9000/hook", web.uri()));
            phone.awaitRegistered(SOON);
            phone.call("sip:" + number + "@" + server.card().sip());
            phone.awaitConnected(CALL);
            var call = customer.callTo("target", number, SOON);
            customer.awaitAction(call, "digits_receive", CALL);
            phone.play(Speech.tone(440, CALL, home.path().resolve("message.wav")));
            talkFor(Duration.ofSeconds(3));
            phone.press('#');
            phone.awaitEnded(CALL);

            var recording = new JsonMapper()
                    .readTree(web.awaitBody(SOON))
                    .path("recording")
                    .asString("");
            assertThat(customer.getCall(call).path("recording_ids").get(0).asString(""))
                    .isEqualTo(recording);
            assertThat(Heard.in(RecordingFiles.in(customer, recording, home.path()))
                            .share(440))
                    .isGreaterThan(0.5);
        }
    }

    @Test
    void allOfAGroupRingAndTheFirstHasTheCall(Customer customer, Server server) {
        var desk = customer.newExtension();
        var kitchen = customer.newExtension();
        var number = customer.newNumber(Examples.flow("ring-group")
                .replace("\"desk\"", "\"" + desk.name() + "\"")
                .replace("\"kitchen\"", "\"" + kitchen.name() + "\""));
        try (var home = Home.of("group");
                var caller = Linphone.registering(customer.newExtension().account());
                var first = Baresip.registering(desk.account());
                var other = Baresip.registering(kitchen.account())) {
            caller.awaitRegistered(SOON);
            first.awaitRegistered(SOON);
            other.awaitRegistered(SOON);
            first.play(Speech.tone(1_000, CALL, home.path().resolve("desk.wav")));
            caller.call("sip:" + number + "@" + server.card().sip());
            first.awaitRinging(CALL);
            other.awaitRinging(CALL);
            first.answer();
            first.awaitConnected(CALL);
            other.awaitEnded(CALL);
            talkFor(Duration.ofSeconds(3));
            first.hangUp();
            caller.awaitEnded(CALL);

            assertThat(other.happenings().count(Kind.CONNECTED)).isZero();
            assertThat(caller.heard().share(1_000)).isGreaterThan(0.1);
            hears(caller.heard(), "Thank you for calling.", home);
        }
    }

    @Test
    void whoAsksForItIsCalledBack(Customer customer, Server server) {
        var extension = customer.newExtension();
        // a phone that calls a number is seen there as a telephone, which this one is not to be reached as
        var back = customer.newFlow(Examples.flow("call-me-back", "back")
                .replace("${voipbin.call.source.type}", "extension")
                .replace("${voipbin.call.source.target}", "")
                .replace("${voipbin.call.source.target_name}", extension.name()));
        var number = customer.newNumber(Examples.flow("call-me-back").replace(Examples.NO_FLOW, back));
        try (var home = Home.of("back");
                var phone = Linphone.registering(extension.account())) {
            phone.awaitRegistered(SOON);
            phone.call("sip:" + number + "@" + server.card().sip());
            phone.awaitEnded(CALL);
            phone.awaitRinging(CALL);
            phone.answer();
            phone.happenings().await(Kind.ENDED, 2, CALL);

            hears(phone.heard(), "You asked us to call you back.", home);
        }
    }

    @Test
    void aCallerHearsWhomItIsConnectedWithBeforeThatAnswersAndIsToldWhyItDoesNot(Customer customer, Server server) {
        try (var home = Home.of("early");
                var caller = Linphone.registering(customer.newExtension().account());
                var callee = Sipp.start(SippRun.waiting("uas_early")
                        .with("announcement", Speech.muLaw(tone(800, home), home.path()))
                        .with("talk", "2500"))) {
            var number = customer.newNumber(Examples.flow("early-media")
                    .replace("\"extension\"", "\"sip\"")
                    .replace("\"target_name\": \"desk\"", "\"target\": \"e2e@" + callee.address() + "\""));
            caller.awaitRegistered(SOON);
            caller.call("sip:" + number + "@" + server.card().sip());
            var call = customer.callTo("target", number, CALL);
            caller.awaitEnded(CALL);
            callee.awaitSuccess();

            assertThat(caller.happenings().count(Kind.CONNECTED)).isZero();
            assertThat(customer.api()
                            .get("/v1.0/timelines/calls/" + call + "/story")
                            .ok()
                            .toString())
                    .contains("\"486 " + server.card().sip());
            assertThat(caller.heard().share(800)).isGreaterThan(0.3);
        }
    }

    private static Path tone(double frequency, Home home) {
        return Speech.tone(frequency, CALL, home.path().resolve(frequency + ".wav"));
    }

    private static void hears(Heard heard, String sentence, Home home) {
        var said = Heard.in(Speech.spoken(sentence, "slt", home.path()));
        assertThat(heard.contains(said)).as("'%s' in %s", sentence, heard).isGreaterThan(0.7);
    }
}
