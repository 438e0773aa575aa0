package voipbin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static voipbin.e2e.Times.SOON;
import static voipbin.e2e.Times.talkFor;
import static voipbin.e2e.Times.time;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import voipbin.e2e.peer.Baresip;
import voipbin.e2e.peer.Home;
import voipbin.e2e.peer.Linphone;
import voipbin.e2e.product.Customer;
import voipbin.e2e.product.RecordingFiles;
import voipbin.e2e.product.Server;
import voipbin.e2e.sound.Heard;
import voipbin.e2e.sound.Speech;

/** A power cut in the middle of calls, one of them recorded; on a server of its own. */
class CrashTest {
    private static final Duration RECORDED = Duration.ofSeconds(3);

    @Test
    void everyAcknowledgedCallIsFoundAndOver() {
        try (var server = Server.start()) {
            var customer = server.customer();
            var talking = customer.newExtension();
            var ringing = customer.newExtension();
            var calls = new ArrayList<String>();
            String recording;
            try (var home = Home.of("tone");
                    var one = Linphone.registering(talking.account());
                    var other = Baresip.registering(ringing.account())) {
                one.autoAnswer();
                one.awaitRegistered(SOON);
                other.awaitRegistered(SOON);
                calls.add(customer.call(talking, Customer.TALK_LONG));
                customer.awaitCall(calls.getFirst(), "progressing", SOON);
                one.play(Speech.tone(440, Duration.ofSeconds(20), home.path().resolve("a.wav")));
                recording = record(customer, calls.getFirst());
                talkFor(RECORDED);
                for (var i = 0; i < 3; i++) {
                    calls.add(customer.call(ringing, Customer.TALK_LONG));
                }
                server.kill9();
                server.restart();

                calls.forEach(id -> isOver(server.customer(), id));
                playsUpToTheLastSecond(server.customer(), recording, home);
                one.hangUp();
                other.hangUp();
            }
            isOfUse(server);
        }
    }

    private static void isOver(Customer customer, String id) {
        var call = customer.awaitCall(id, "hangup", SOON);
        assertThat(time(call, "tm_hangup")).isAfterOrEqualTo(time(call, "tm_create"));
        assertThat(call.path("hangup_reason").asString("")).isNotEmpty();
    }

    private static String record(Customer customer, String call) {
        return customer.api()
                .post("/v1.0/calls/" + call + "/recording_start", "{\"format\": \"wav\"}")
                .ok()
                .path("recording_id")
                .asString("");
    }

    private static void playsUpToTheLastSecond(Customer customer, String id, Home home) {
        var recording = customer.api().get("/v1.0/recordings/" + id).ok();
        assertThat(recording.path("status").asString("")).isEqualTo("ended");
        var length = Duration.between(time(recording, "tm_start"), time(recording, "tm_end"));
        assertThat(length).isGreaterThanOrEqualTo(RECORDED.minusSeconds(1));
        var in = Heard.in(RecordingFiles.in(customer, id, home.path()));
        assertThat(in.duration()).isEqualTo(length);
        assertThat(in.share(440)).isGreaterThan(0.5);
    }

    private static void isOfUse(Server server) {
        var customer = server.customer();
        var extension = customer.newExtension();
        try (var phone = Linphone.registering(extension.account())) {
            phone.autoAnswer();
            phone.awaitRegistered(SOON);
            customer.call(extension, Customer.TALK_LONG);
            phone.awaitConnected(SOON);
        }
    }
}
