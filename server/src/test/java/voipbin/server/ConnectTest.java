package voipbin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import voipbin.sip.CallOutcome;

/** Calls to the server that are connected with a phone, or not; phones on our own stack, real ones call in e2e. */
class ConnectTest extends InboundHouse {

    ConnectTest(@TempDir Path folder) {
        super(folder);
    }

    @Test
    void aPhoneDialsAnotherAndEachHearsTheOther() throws Exception {
        String one = extension();
        String two = extension();
        try (TestCaller alice = new TestCaller(server.card());
                TestCaller bob = new TestCaller(server.card()).registered(two, PASSWORD)) {
            TestCaller.Side calling = alice.call(at(two), from(one), credentials(one));
            TestCaller.Side called = bob.called();
            assertThat(TestCaller.soon(calling.progress)).isEqualTo(180);
            assertThat(called.call().invite().from().uri().user()).contains(one);
            called.answer();
            TestCaller.soon(calling.answered);
            hears(calling.media, called.media);
            hears(called.media, calling.media);

            JsonNode incoming = newest("incoming", one);
            assertThat(incoming.path("status").asString()).isEqualTo("progressing");
            assertThat(incoming.at("/source/type").asString()).isEqualTo("extension");
            assertThat(incoming.at("/source/target_name").asString()).isEqualTo(one);
            assertThat(incoming.at("/destination/target_name").asString()).isEqualTo(two);
            JsonNode outgoing = admin.get("/v1.0/calls/"
                            + incoming.path("chained_call_ids").path(0).asString())
                    .json();
            assertThat(outgoing.path("master_call_id")).isEqualTo(incoming.path("id"));
            assertThat(outgoing.path("direction").asString()).isEqualTo("outgoing");

            calling.hangup();
            assertThat(called.end()).isEqualTo(new CallOutcome.HungUp(CallOutcome.By.REMOTE));
            assertThat(ended(incoming).path("hangup_by").asString()).isEqualTo("remote");
            assertThat(ended(outgoing).path("hangup_by").asString()).isEqualTo("local");
        }
    }

    @Test
    void whenTheCalledOneHangsUpTheCallerIsReleased() throws Exception {
        String one = extension();
        String two = extension();
        try (TestCaller alice = new TestCaller(server.card());
                TestCaller bob = new TestCaller(server.card()).registered(two, PASSWORD)) {
            TestCaller.Side calling = alice.call(at(two), from(one), credentials(one));
            bob.called().answer();
            TestCaller.soon(calling.answered);
            CountDownLatch pressed = new CountDownLatch(1);
            bob.called().media.onDigit((digit, _) -> pressed.countDown());
            calling.media.sendDigits("5", Duration.ofMillis(100), Duration.ZERO);
            assertThat(pressed.await(20, TimeUnit.SECONDS)).isTrue();
            bob.called().hangup();
            assertThat(calling.end()).isEqualTo(new CallOutcome.HungUp(CallOutcome.By.REMOTE));
            assertThat(ended(newest("incoming", one)).path("hangup_reason").asString())
                    .isEqualTo("normal");
        }
    }

    @ParameterizedTest
    @CsvSource({"486, 486", "603, 403", "480, 480", "404, 404"})
    void whyTheCalledOneDoesNotAnswerIsTold(int refusal, int told) {
        String one = extension();
        String two = extension();
        try (TestCaller alice = new TestCaller(server.card());
                TestCaller bob =
                        new TestCaller(server.card()).registered(two, PASSWORD).refusing(refusal)) {
            TestCaller.Side calling = alice.call(at(two), from(one), credentials(one));
            assertThat(status(calling)).isEqualTo(told);
            bob.called();
        }
    }

    @Test
    void aCallerWhoGivesUpStopsTheRinging() throws Exception {
        String one = extension();
        String two = extension();
        try (TestCaller alice = new TestCaller(server.card());
                TestCaller bob = new TestCaller(server.card()).registered(two, PASSWORD)) {
            TestCaller.Side calling = alice.call(at(two), from(one), credentials(one));
            TestCaller.Side called = bob.called();
            TestCaller.soon(calling.progress);
            calling.hangup();
            assertThat(called.end()).isEqualTo(new CallOutcome.Canceled());
            JsonNode incoming = ended(newest("incoming", one));
            assertThat(incoming.path("hangup_by").asString()).isEqualTo("remote");
            assertThat(incoming.has("tm_progressing")).isFalse();
        }
    }

    @Test
    void theCallerHearsEarlyMediaBeforeTheAnswer() throws Exception {
        String two = extension();
        String number = number(flow(List.of(connect(two, Map.of("early_media", true)))));
        try (TestCaller alice = new TestCaller(server.card());
                TestCaller bob = new TestCaller(server.card()).registered(two, PASSWORD)) {
            TestCaller.Side calling =
                    alice.call("sip:" + number + "@sip.localhost", "<sip:guest@b.example>", Optional.empty());
            bob.called().progress();
            hears(bob.called().media, calling.media);
            assertThat(calling.statuses).contains(183);
            assertThat(calling.answered).isNotDone();
            bob.called().answer();
            TestCaller.soon(calling.answered);
            hears(calling.media, bob.called().media);
        }
    }

    @Test
    void whoIsAnsweredAlreadyHearsRingBackAndThenTheOther() throws Exception {
        String two = extension();
        String number = number(flow(List.of(Map.of("type", "answer"), connect(two, Map.of()))));
        try (TestCaller alice = new TestCaller(server.card());
                TestCaller bob = new TestCaller(server.card()).registered(two, PASSWORD)) {
            TestCaller.Side calling =
                    alice.call("sip:" + number + "@sip.localhost", "<sip:guest@b.example>", Optional.empty());
            TestCaller.soon(calling.answered);
            TestCaller.Side called = bob.called();
            CountDownLatch loud = new CountDownLatch(1);
            calling.media.listen((pcm, samples) -> {
                if (pcm[samples / 3] > 500) {
                    loud.countDown();
                }
            });
            assertThat(loud.await(20, TimeUnit.SECONDS)).as("ring-back").isTrue();
            called.answer();
            hears(called.media, calling.media);
        }
    }

    @Test
    void afterTheConnectionTheFlowGoesOn() throws Exception {
        String two = extension();
        String number = number(
                flow(List.of(connect(two, Map.of()), Map.of("type", "sleep", "option", Map.of("duration", 60_000)))));
        try (TestCaller alice = new TestCaller(server.card());
                TestCaller bob = new TestCaller(server.card()).registered(two, PASSWORD)) {
            String user = "+1556" + System.nanoTime() % 10_000_000;
            TestCaller.Side calling =
                    alice.call("sip:" + number + "@sip.localhost", "<sip:" + user + "@b.example>", Optional.empty());
            bob.called().answer();
            TestCaller.soon(calling.answered);
            bob.called().hangup();
            JsonNode incoming = newest("incoming", user);
            String path = "/v1.0/calls/" + incoming.path("id").asString();
            for (int i = 0;
                    i < 1000
                            && !admin.get(path)
                                    .json()
                                    .at("/action/type")
                                    .asString("")
                                    .equals("sleep");
                    i++) {
                Thread.sleep(20);
            }
            JsonNode now = admin.get(path).json();
            assertThat(now.at("/action/type").asString()).isEqualTo("sleep");
            assertThat(now.path("status").asString()).isEqualTo("progressing");
        }
    }

    @Test
    void theReasonOfASingleLegIsRelayed() {
        try (TestCaller alice = new TestCaller(server.card());
                TestCaller bob = new TestCaller(server.card()).refusing(486)) {
            String number = number(flow(List.of(
                    Map.of(
                            "type",
                            "connect",
                            "option",
                            Map.of(
                                    "relay_reason",
                                    true,
                                    "destinations",
                                    List.of(Map.of("type", "sip", "target", "bob@" + bob.address())))),
                    Map.of("type", "answer"))));
            TestCaller.Side calling =
                    alice.call("sip:" + number + "@sip.localhost", "<sip:guest@b.example>", Optional.empty());
            assertThat(status(calling)).isEqualTo(486);
        }
    }

    private static Map<String, Object> connect(String extension, Map<String, Object> more) {
        Map<String, Object> option = new java.util.HashMap<>(more);
        option.put("destinations", List.of(Map.of("type", "extension", "target_name", extension)));
        return Map.of("type", "connect", "option", option);
    }
}
