package voipbin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import voipbin.media.MediaSession;
import voipbin.media.Sink;
import voipbin.media.audio.Goertzel;
import voipbin.media.audio.Tone;
import voipbin.sip.CallOutcome;
import voipbin.sip.ReferProgress;
import voipbin.sip.auth.Credentials;
import voipbin.sip.message.DialogReference;

/** Phones hand on whom they talk with; real ones do in e2e. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransferTest {

    private static final String PASSWORD = "a-Secret-1";
    private static final CallOutcome LET_GO = new CallOutcome.HungUp(CallOutcome.By.REMOTE);

    private final TestServer server;
    private int tones;
    private final List<TestCaller> phones = new java.util.ArrayList<>();

    TransferTest(@TempDir Path folder) {
        server = TestServer.start(folder);
    }

    @AfterEach
    void putDown() {
        phones.forEach(TestCaller::close);
        phones.clear();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void theCalledOneHandsTheCallerOn() throws Exception {
        Talk talk = new Talk();
        Phone carol = new Phone();
        var reports = talk.bob.refer(at(carol.name));
        carol.called().answer();
        assertThat(TestCaller.soon(reports))
                .contains(new ReferProgress.Accepted(true), new ReferProgress.Notified(180, "Ringing", false))
                .endsWith(new ReferProgress.Notified(200, "OK", true));
        assertThat(talk.bob.end()).isEqualTo(LET_GO);
        hears(talk.alice.media, carol.called().media);
        hears(carol.called().media, talk.alice.media);
        assertThat(carol.called().call().invite().from().uri().user()).contains(talk.caller.name);
        carol.called().hangup();
        assertThat(talk.alice.end()).isEqualTo(LET_GO);
    }

    @Test
    void theCallerHandsOnAndLeavesBeforeTheTargetHasAnswered() throws Exception {
        Talk talk = new Talk();
        Phone carol = new Phone();
        var reports = talk.alice.refer(at(carol.name));
        TestCaller.Side called = carol.called();
        talk.alice.hangup();
        TestCaller.soon(reports);
        hearsSomething(talk.bob.media);
        called.answer();
        hears(talk.bob.media, called.media);
        hears(called.media, talk.bob.media);
        talk.bob.hangup();
        assertThat(called.end()).isEqualTo(LET_GO);
    }

    @Test
    void aTargetThatRefusesLeavesAllAsItWas() throws Exception {
        Talk talk = new Talk();
        Phone busy = new Phone();
        busy.phone.refusing(486);
        assertThat(TestCaller.soon(talk.alice.refer(at(busy.name))))
                .endsWith(new ReferProgress.Notified(486, "Busy Here", true));
        hears(talk.alice.media, talk.bob.media);
        assertThat(TestCaller.soon(
                        talk.bob.refer("sip:nobody-here@" + server.card().sipDomain())))
                .containsExactly(new ReferProgress.Refused(404, "Not Found"));
        assertThat(TestCaller.soon(talk.bob.refer("sip:" + busy.name + "@elsewhere.example")))
                .containsExactly(new ReferProgress.Refused(404, "Not Found"));
        assertThat(TestCaller.soon(talk.bob.refer("tel:+12025550199")).getLast())
                .as("a number that this customer may not call")
                .isEqualTo(new ReferProgress.Notified(404, "Not Found", true));
        hears(talk.bob.media, talk.alice.media);
        talk.alice.hangup();
        assertThat(talk.bob.end()).isEqualTo(LET_GO);
    }

    @Test
    void whoTalksWithBothBringsThemTogether() throws Exception {
        Talk talk = new Talk();
        Phone carol = new Phone();
        TestCaller.Side second = talk.callee.phone.call(
                at(carol.name), from(talk.callee.name), Optional.of(new Credentials(talk.callee.name, PASSWORD)));
        carol.called().answer();
        TestCaller.soon(second.answered);
        hears(second.media, carol.called().media);

        var reports = talk.bob.refer(
                at(carol.name) + "?" + second.dialog().reference().orElseThrow().escaped());
        assertThat(TestCaller.soon(reports)).endsWith(new ReferProgress.Notified(200, "OK", true));
        assertThat(talk.bob.end()).isEqualTo(LET_GO);
        assertThat(second.end()).isEqualTo(LET_GO);
        hears(talk.alice.media, carol.called().media);
        hears(carol.called().media, talk.alice.media);
        talk.alice.hangup();
        assertThat(carol.called().end()).isEqualTo(LET_GO);
    }

    @Test
    void anotherPhoneOfTheCustomerTakesTheCallOver() throws Exception {
        Talk talk = new Talk();
        Phone carol = new Phone();
        // as bob's phone would tell carol's: seen from the server
        DialogReference dialog = talk.bob.dialog().reference().orElseThrow();
        Optional<Credentials> wrong = Optional.of(new Credentials(carol.name, "wrong"));
        TestCaller.Side refused = carol.phone.takeOver(dialog, at(talk.callee.name), from(carol.name), wrong);
        assertThat(refused.end()).isEqualTo(new CallOutcome.Refused(403, "Forbidden"));
        Optional<Credentials> right = Optional.of(new Credentials(carol.name, PASSWORD));
        TestCaller.Side taking = carol.phone.takeOver(dialog, at(talk.callee.name), from(carol.name), right);
        TestCaller.soon(taking.answered);
        assertThat(talk.bob.end()).isEqualTo(LET_GO);
        hears(talk.alice.media, taking.media);
        hears(taking.media, talk.alice.media);
        taking.hangup();
        assertThat(talk.alice.end()).isEqualTo(LET_GO);
    }

    @Test
    void whoTalksWithNobodyAndStrangersHandNothingOn() {
        Phone carol = new Phone();
        String number = number();
        TestCaller guest = phone();
        TestCaller.Side alone = guest.call("sip:" + number + "@sip.localhost", "<sip:x@y.example>", Optional.empty());
        TestCaller.soon(alone.answered);
        assertThat(TestCaller.soon(alone.refer(at(carol.name))))
                .containsExactly(new ReferProgress.Refused(603, "Decline"));
    }

    @Test
    void phonesThatRangInVainLearnWhy() {
        Phone one = new Phone();
        TestCaller second = phone().registered(one.name, PASSWORD);
        Phone caller = new Phone();
        TestCaller.Side calling = caller.call(one.name);
        TestCaller.Side late = second.called();
        one.called().answer();
        TestCaller.soon(calling.answered);
        assertThat(late.end()).isEqualTo(new CallOutcome.Canceled());
        assertThat(late.reasons.toString()).isEqualTo("[SIP;cause=200;text=\"Call completed elsewhere\"]");
        calling.hangup();
        assertThat(one.called().end()).isEqualTo(LET_GO);
        assertThat(one.called().reasons.toString()).isEqualTo("[Q.850;cause=16]");
    }

    /** A registered phone with an extension of its own. */
    private final class Phone {
        final String name = "e" + TestServer.unique();
        final TestCaller phone;

        Phone() {
            server.admin()
                    .post(
                            "/v1.0/extensions",
                            Map.of("extension", name, "password", PASSWORD, "name", name, "detail", ""));
            phone = phone().registered(name, PASSWORD);
        }

        TestCaller.Side called() {
            return phone.called();
        }

        TestCaller.Side call(String whom) {
            return phone.call(at(whom), from(name), Optional.of(new Credentials(name, PASSWORD)));
        }
    }

    /** Two phones that talk. */
    private final class Talk {
        final Phone caller = new Phone();
        final Phone callee = new Phone();
        final TestCaller.Side alice = caller.call(callee.name);
        final TestCaller.Side bob = callee.called();

        Talk() throws Exception {
            bob.answer();
            TestCaller.soon(alice.answered);
            hears(alice.media, bob.media);
        }
    }

    private TestCaller phone() {
        TestCaller phone = new TestCaller(server.card());
        phones.add(phone);
        return phone;
    }

    private String number() {
        var admin = server.admin();
        List<Map<String, Object>> actions =
                List.of(Map.of("type", "answer"), Map.of("type", "sleep", "option", Map.of("duration", 60_000)));
        String flow = admin.post("/v1.0/flows", Map.of("name", "in", "detail", "", "actions", actions))
                .json()
                .path("id")
                .asString();
        String number = admin.get("/v1.0/available_numbers?type=virtual&page_size=1")
                .json()
                .at("/result/0/number")
                .asString();
        admin.post("/v1.0/numbers", Map.of("number", number, "type", "virtual", "call_flow_id", flow));
        return number;
    }

    private String at(String user) {
        return "sip:" + user + "@" + server.card().sipDomain();
    }

    private String from(String user) {
        return "<sip:" + user + "@" + server.card().sipDomain() + ">";
    }

    private static void hearsSomething(MediaSession ear) throws InterruptedException {
        CountDownLatch loud = new CountDownLatch(1);
        ear.listen((pcm, samples) -> {
            if (pcm[samples / 3] > 500) {
                loud.countDown();
            }
        });
        assertThat(loud.await(20, TimeUnit.SECONDS)).as("ring-back").isTrue();
    }

    /** Plays a tone of its own here until it is heard there, whatever was heard before. */
    private void hears(MediaSession speaks, MediaSession listens) throws InterruptedException {
        int tone = 500 + 40 * tones++;
        CountDownLatch heard = new CountDownLatch(1);
        speaks.play(Tone.sine(tone, 0.3, Duration.ofSeconds(60)), _ -> {});
        listens.listen(new Sink() {
            private final short[] window = new short[800];
            private int at;

            @Override
            public void write(short[] pcm, int samples) {
                System.arraycopy(pcm, 0, window, at, samples);
                at += samples;
                if (at + samples > window.length) {
                    if (Goertzel.amplitude(window, 0, at, tone) > 0.05) {
                        heard.countDown();
                    }
                    at = 0;
                }
            }
        });
        assertThat(heard.await(20, TimeUnit.SECONDS))
                .as("a tone of %d Hz", tone)
                .isTrue();
    }
}
