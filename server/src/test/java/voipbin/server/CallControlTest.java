package voipbin.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import voipbin.kit.TestHttp;
import voipbin.kit.event.Event;
import voipbin.kit.event.Position;
import voipbin.media.MediaSession;
import voipbin.media.audio.Goertzel;
import voipbin.media.audio.Tone;
import voipbin.sip.message.Header;
import voipbin.sip.message.Method;

/** What the API does to a call that lives, as the phone at its other end hears it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallControlTest {

    private static final int SECOND = 8_000;

    private final TestServer server;
    private final TestHttp admin;

    CallControlTest(@TempDir Path folder) {
        server = TestServer.start(folder);
        admin = server.admin();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void holdTellsThePhoneNotToSendAndTakesThatBack() throws Exception {
        try (TestCaller phone = new TestCaller(server.card())) {
            String call = answered(phone, action("sleep", Map.of("duration", 60_000)));
            assertThat(admin.post(call + "/hold", Map.of()).status()).isEqualTo(200);
            assertThat(phone.called().reoffers).hasSize(1);
            assertThat(phone.called().reoffers.getLast()).contains("a=sendonly");
            assertThat(admin.delete(call + "/hold").status()).isEqualTo(200);
            assertThat(phone.called().reoffers.getLast()).contains("a=sendrecv");
            assertThat(admin.get(call).json().path("status").asString()).isEqualTo("progressing");
        }
    }

    @Test
    void musicSilenceAndTextAreHeardInTheirOrderAndTheFlowDoesNotNotice() throws Exception {
        try (TestCaller phone = new TestCaller(server.card())) {
            String call = answered(phone, action("echo", Map.of("duration", 60_000)));
            MediaSession media = phone.called().media;
            media.play(Tone.sine(620, 0.3, Duration.ofSeconds(60)), _ -> {});
            awaitTone(media, true);
            assertThat(post(call, "/moh")).isEqualTo(200);
            // what the flow plays goes before music, and an echo is played
            awaitTone(media, true);
            JsonNode before = admin.get(call).json();
            assertThat(admin.post(call + "/talk", Map.of("text", "One two three four five six seven eight nine ten"))
                            .status())
                    .isEqualTo(200);
            awaitTone(media, false);
            awaitTone(media, true);
            assertThat(admin.get(call).json().path("action")).isEqualTo(before.path("action"));
        }
        try (TestCaller phone = new TestCaller(server.card())) {
            String call = answered(phone, action("sleep", Map.of("duration", 60_000)));
            MediaSession media = phone.called().media;
            assertThat(level(hear(media))).isLessThan(0.001);
            assertThat(post(call, "/moh")).isEqualTo(200);
            awaitLevel(media, true);
            assertThat(post(call, "/silence")).isEqualTo(200);
            awaitLevel(media, true);
            assertThat(admin.delete(call + "/moh").status()).isEqualTo(200);
            awaitLevel(media, false);
            assertThat(admin.delete(call + "/silence").status()).isEqualTo(200);
        }
    }

    @Test
    void whoIsMutedInIsNotHeardAndTheCallSaysSo() throws Exception {
        Position before = server.voipbin().core().db().outbox().end();
        try (TestCaller phone = new TestCaller(server.card())) {
            String call = answered(phone, action("echo", Map.of("duration", 60_000)));
            MediaSession media = phone.called().media;
            media.play(Tone.sine(620, 0.3, Duration.ofSeconds(60)), _ -> {});
            awaitTone(media, true);
            assertThat(admin.post(call + "/mute", Map.of("direction", "in")).status())
                    .isEqualTo(200);
            awaitTone(media, false);
            assertThat(muteDirection(call)).isEqualTo("in");
            assertThat(admin.post(call + "/mute", Map.of()).status()).isEqualTo(200);
            assertThat(muteDirection(call)).isEqualTo("both");
            assertThat(unmute(call, "in").status()).isEqualTo(200);
            assertThat(muteDirection(call)).isEqualTo("out");
            assertThat(unmute(call, "").status()).isEqualTo(200);
            assertThat(muteDirection(call)).isEqualTo("");
            awaitTone(media, true);
            assertThat(admin.post(call + "/mute", Map.of("direction", "up")).status())
                    .isEqualTo(400);
            assertThat(events(before, "call_updated").stream()
                            .map(event -> event.tree().path("mute_direction").asString(""))
                            .filter(direction -> !direction.isEmpty())
                            .distinct())
                    .containsExactly("in", "both", "out");
        }
    }

    @Test
    void aFlowMutesItsCallToo() throws Exception {
        try (TestCaller phone = new TestCaller(server.card())) {
            String call = answered(
                    phone, action("mute", Map.of("direction", "out")), action("sleep", Map.of("duration", 60_000)));
            for (int i = 0; i < 500 && muteDirection(call).isEmpty(); i++) {
                Thread.sleep(20);
            }
            assertThat(muteDirection(call)).isEqualTo("out");
        }
    }

    @Test
    void textIsSaidToACallerWhoIsAnsweredForThat() throws Exception {
        String flow = admin.post(
                        "/v1.0/flows",
                        Map.of(
                                "name", "wait",
                                "detail", "",
                                "actions", List.of(action("sleep", Map.of("duration", 60_000)))))
                .json()
                .path("id")
                .asString();
        String number = TestServer.freeNumber(admin);
        admin.post("/v1.0/numbers", Map.of("number", number, "type", "virtual", "call_flow_id", flow));
        try (TestCaller phone = new TestCaller(server.card())) {
            TestCaller.Side side =
                    phone.call("sip:" + number + "@sip.localhost", "<sip:guest@b.example>", Optional.empty());
            String call = newest("incoming", "ringing");
            assertThat(admin.post(call + "/hold", Map.of()).status()).isEqualTo(409);
            assertThat(admin.post(call + "/talk", Map.of("text", " ")).status()).isEqualTo(400);
            assertThat(admin.post(call + "/talk", Map.of("text", "Please wait a moment.", "language", "en-US"))
                            .status())
                    .isEqualTo(200);
            TestCaller.soon(side.answered);
            awaitLevel(side.media, true);
            assertThat(admin.get(call).json().path("status").asString()).isEqualTo("progressing");
        }
    }

    @Test
    void nothingCanBeDoneToACallThatIsNotThereAnyMore() throws Exception {
        String call;
        try (TestCaller phone = new TestCaller(server.card())) {
            call = answered(phone, action("sleep", Map.of("duration", 60_000)));
        }
        for (int i = 0;
                i < 500 && !admin.get(call).json().path("status").asString().equals("hangup");
                i++) {
            Thread.sleep(20);
        }
        for (String what : List.of("/hold", "/moh", "/silence", "/mute")) {
            TestHttp.Answer answer = admin.post(call + what, Map.of());
            assertThat(answer.status()).as(what).isEqualTo(409);
            assertThat(answer.reason()).isEqualTo("STATE_INVALID");
        }
        assertThat(admin.post(call + "/talk", Map.of("text", "Hello")).status()).isEqualTo(409);
    }

    @Test
    void keysOfEveryKindReachTheFlowAndAreEvents() throws Exception {
        Position before = server.voipbin().core().db().outbox().end();
        try (TestCaller phone = new TestCaller(server.card())) {
            answered(
                    phone,
                    action("digits_receive", Map.of("duration", 60_000, "length", 3)),
                    action("sleep", Map.of("duration", 1)));
            TestCaller.Side side = phone.called();
            info(side, "application/dtmf-relay", "Signal=4\r\nDuration=240\r\n");
            awaitDigits(before, 1);
            info(side, "application/dtmf", "*");
            awaitDigits(before, 2);
            side.media.sendDigits("7", Duration.ofMillis(100), Duration.ZERO);
            // three keys are enough for the flow, whose end is the call's
            side.end();
            List<Event> keys = awaitDigits(before, 3);
            assertThat(keys)
                    .extracting(key -> key.tree().path("digit").asString())
                    .containsExactly("4", "*", "7");
            assertThat(keys.getFirst().tree().path("duration").asInt()).isEqualTo(240);
        }
    }

    @Test
    void aMachineIsHungUpOnForThatReason() throws Exception {
        try (TestCaller phone = new TestCaller(server.card())) {
            String call = answered(
                    phone,
                    action("amd", Map.of("machine_handle", "hangup")),
                    action("sleep", Map.of("duration", 60_000)));
            phone.called().media.play(Tone.sine(1000, 0.3, Duration.ofMillis(500)), _ -> {});
            phone.called().end();
            for (int i = 0;
                    i < 500 && !admin.get(call).json().path("status").asString().equals("hangup");
                    i++) {
                Thread.sleep(20);
            }
            assertThat(admin.get(call).json().path("hangup_reason").asString()).isEqualTo("amd");
            JsonNode stats = admin.get(call.replace("/calls/", "/timelines/calls/") + "/sip-analysis")
                    .json()
                    .path("rtcp_stats");
            assertThat(stats.path("mos").asDouble()).isBetween(3.0, 4.5);
            assertThat(stats.path("rtp_packets").asInt()).isGreaterThan(5);
            assertThat(stats.path("packet_loss_pct").asDouble()).isLessThan(50);
        }
    }

    // what the tests have in common

    private static void info(TestCaller.Side side, String type, String body) {
        side.dialog().request(Method.INFO, List.of(new Header("Content-Type", type)), body.getBytes(UTF_8), _ -> {});
    }

    private List<Event> awaitDigits(Position since, int count) throws InterruptedException {
        for (int i = 0; i < 1000 && events(since, "dtmf_received").size() < count; i++) {
            Thread.sleep(20);
        }
        assertThat(events(since, "dtmf_received")).hasSize(count);
        return events(since, "dtmf_received");
    }

    private List<Event> events(Position since, String type) {
        return server.voipbin().core().db().outbox().after(since, 1000).stream()
                .filter(event -> event.type().equals(type))
                .toList();
    }

    private static Map<String, Object> action(String type, Map<String, Object> option) {
        return Map.of("type", type, "option", option);
    }

    /** The path of a call to this phone, which has answered it. */
    @SafeVarargs
    private String answered(TestCaller phone, Map<String, Object>... actions) throws InterruptedException {
        JsonNode made = admin.post(
                        "/v1.0/calls",
                        Map.of(
                                "source", Map.of("type", "sip", "target", "me@example.com"),
                                "destinations", List.of(Map.of("type", "sip", "target", "phone@" + phone.address())),
                                "actions", List.of(actions)))
                .json();
        phone.called().answer();
        String call = "/v1.0/calls/" + made.at("/calls/0/id").asString();
        for (int i = 0;
                i < 1000 && !admin.get(call).json().path("status").asString().equals("progressing");
                i++) {
            Thread.sleep(20);
        }
        return call;
    }

    private String newest(String direction, String status) throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            JsonNode call = admin.get("/v1.0/calls").json().at("/result/0");
            if (call.path("direction").asString("").equals(direction)
                    && call.path("status").asString("").equals(status)) {
                return "/v1.0/calls/" + call.path("id").asString();
            }
            Thread.sleep(20);
        }
        throw new AssertionError("no such call");
    }

    private int post(String call, String what) {
        return admin.post(call + what, Map.of()).status();
    }

    private TestHttp.Answer unmute(String call, String direction) {
        return admin.send("DELETE", call + "/mute", Map.of("direction", direction));
    }

    private String muteDirection(String call) {
        return admin.get(call).json().path("mute_direction").asString("");
    }

    private static void awaitTone(MediaSession media, boolean wanted) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            if (Goertzel.amplitude(hear(media), 0, SECOND / 4, 620) > 0.1 == wanted) {
                return;
            }
        }
        throw new AssertionError("the tone is " + (wanted ? "not " : "still ") + "heard");
    }

    private static void awaitLevel(MediaSession media, boolean wanted) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            if (level(hear(media)) > 0.005 == wanted) {
                return;
            }
        }
        throw new AssertionError("something is " + (wanted ? "not " : "still ") + "heard");
    }

    /** A quarter of a second from now on. */
    private static short[] hear(MediaSession media) throws InterruptedException {
        return Hearing.of(media, SECOND / 4);
    }

    private static double level(short[] heard) {
        double sum = 0;
        for (short sample : heard) {
            sum += (double) sample * sample;
        }
        return Math.sqrt(sum / heard.length) / Short.MAX_VALUE;
    }
}
