package voipbin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import voipbin.e2e.peer.Account;
import voipbin.e2e.peer.Baresip;
import voipbin.e2e.peer.Happening.Kind;
import voipbin.e2e.peer.JsSip;
import voipbin.e2e.product.Customer;
import voipbin.e2e.product.Extension;
import voipbin.e2e.product.OneServer;
import voipbin.e2e.sound.Heard;
import voipbin.e2e.sound.Speech;

/** A browser as a phone: secure WebSocket under our own authority, ICE, DTLS-SRTP, sound both ways. */
@ExtendWith(OneServer.class)
class BrowserTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String SENTENCE = "This is a VoIPBIN test call.";
    private static final int MICROPHONE = 440;
    private static final int TELEPHONE = 1_000;

    @TempDir
    Path folder;

    @Test
    void browserIsCalledByAFlowAndThenCallsAPhone(Customer customer) {
        var extension = customer.newExtension();
        var microphone = Speech.tone(MICROPHONE, Duration.ofSeconds(10), folder.resolve("microphone.wav"));
        try (var browser = new JsSip(overWebSocket(customer, extension), microphone)) {
            browser.happenings().await(Kind.REGISTERED, LONG);

            hearsTheFlowAndItself(browser, customer, extension);
            talksWithAPhone(browser, customer, extension);
        }
    }

    /** The flow speaks, then sends back what the microphone says. */
    private void hearsTheFlowAndItself(JsSip browser, Customer customer, Extension extension) {
        var call = customer.call(extension, """
                {"type": "answer"},
                {"type": "talk", "option": {"text": "%s", "language": "en-US"}},
                {"type": "echo", "option": {"duration": 2000}}""".formatted(SENTENCE));
        browser.happenings().await(Kind.RINGING, LONG);
        browser.answer();
        browser.happenings().await(Kind.CONNECTED, LONG);
        Times.talkFor(Duration.ofSeconds(1));
        browser.noteCodecs();
        browser.happenings().await(Kind.ENDED, LONG);
        customer.awaitCall(call, "hangup", LONG);

        var heard = browser.heard();
        var said = Heard.in(Speech.spoken(SENTENCE, "slt", folder));
        // a browser's playout stretches the sound now and then, so it is less alike than in another phone
        assertThat(heard.contains(said)).as("sentence in %s", heard).isGreaterThan(0.7);
        assertThat(heard.share(MICROPHONE)).as("echo in %s", heard).isGreaterThan(0.4);
        assertThat(browser.notes()).anyMatch(note -> note.startsWith("dtls connected"));
        assertThat(browser.notes()).contains("inbound-rtp audio/opus", "outbound-rtp audio/opus");
    }

    private void talksWithAPhone(JsSip browser, Customer customer, Extension extension) {
        var other = customer.newExtension();
        try (var phone = Baresip.registering(other.account())) {
            phone.awaitRegistered(LONG);
            phone.play(Speech.tone(TELEPHONE, Duration.ofMinutes(1), folder.resolve("telephone.wav")));
            phone.autoAnswer();
            browser.call("sip:" + other.name() + "@" + extension.account().domain());
            phone.awaitConnected(LONG);
            browser.happenings().await(Kind.CONNECTED, 2, LONG);
            Times.talkFor(Duration.ofSeconds(2));
            browser.noteCodecs();
            browser.hangUp();
            phone.awaitEnded(LONG);
            browser.happenings().await(Kind.ENDED, 2, LONG);

            assertThat(browser.notes().stream().filter("outbound-rtp audio/opus"::equals))
                    .hasSize(2);
            assertThat(browser.heard().share(TELEPHONE)).isGreaterThan(0.6);
            assertThat(phone.heard().share(MICROPHONE)).isGreaterThan(0.6);
        }
    }

    private static Account overWebSocket(Customer customer, Extension extension) {
        var ports = customer.card().json().path("sip_ports");
        return extension
                .account()
                .overTls(
                        "127.0.0.1",
                        ports.path("wss").asInt(),
                        ports.path("certificate_authority").asString());
    }
}
