package voipbin.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import voipbin.base.ManualTime;
import voipbin.sip.message.Response;
import voipbin.sip.message.TortureMessages;

/** What the stack answers to RFC 4475's messages, where the RFC names it, and that nothing throws. */
class TortureRulesTest {

    private final ManualTime time = new ManualTime();
    private final Node node = new Node(time, "192.0.2.9", new SipApplication() {
        @Override
        public void onInvite(IncomingCall call) {
            call.listener(new Ear());
            call.refuse(404, "Not Found");
        }

        @Override
        public void onRequest(IncomingRequest request) {
            request.respondByDefault();
        }
    });

    private void receive(byte[] octets) {
        node.receive(new String(octets, StandardCharsets.UTF_8).replace("\r\n", "\n"), "192.0.2.7");
        time.advance(Duration.ofMillis(1));
    }

    private Response answerTo(String name) {
        // many have the same Call-ID and CSeq: what came before is not to be taken for the same by another way
        time.advance(Duration.ofMinutes(1));
        node.sent.clear();
        receive(TortureMessages.all().stream()
                .filter(message -> message.name().equals(name))
                .findFirst()
                .orElseThrow()
                .octets());
        return node.lastResponse();
    }

    @Test
    void whatTheRfcNamesIsAnswered() {
        Map<String, Integer> expected = Map.ofEntries(
                Map.entry("badinv01", 400),
                Map.entry("clerr", 400),
                Map.entry("ncl", 400),
                Map.entry("lwsstart", 400),
                Map.entry("badvers", 505),
                Map.entry("mismatch01", 400),
                Map.entry("intmeth", 501),
                Map.entry("esc02", 501),
                Map.entry("unkscm", 416),
                Map.entry("novelsc", 416),
                Map.entry("bext01", 420),
                Map.entry("zeromf", 200),
                Map.entry("semiuri", 200),
                Map.entry("transports", 200),
                Map.entry("ipv6-good", 200),
                Map.entry("ipv6-bad", 400),
                Map.entry("inv2543", 404));
        expected.forEach(
                (name, status) -> assertThat(answerTo(name).status()).as(name).isEqualTo(status));
        assertThat(answerTo("bext01").words("Unsupported"))
                .containsExactly("nothingSupportsThis", "nothingSupportsThisEither");
    }

    @Test
    void nothingIsAnsweredToWhatIsNoRequestOrCannotBe() {
        for (String name : List.of("scalarlg", "bigcode", "bcast", "unreason", "noreason", "insuf")) {
            node.sent.clear();
            TortureMessages.all().stream()
                    .filter(message -> message.name().equals(name))
                    .forEach(message -> receive(message.octets()));
            assertThat(node.sent).as(name).isEmpty();
        }
    }

    @Test
    void thousandsOfBrokenMessagesThrowNothing() {
        Random random = new Random(5118);
        List<TortureMessages> all = TortureMessages.all();
        for (int i = 0; i < 3_000; i++) {
            byte[] octets = all.get(random.nextInt(all.size())).octets().clone();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                octets[random.nextInt(octets.length)] = (byte) random.nextInt(128);
            }
            try {
                receive(octets);
            } catch (AssertionError echo) {
                // a refusal gives back the very words that could not be read
                assertThat(echo).hasMessageMatching("(?s)sent what cannot be read: SIP/2.0 (400|505).*");
            }
        }
        assertThat(node.counters.counts().get("sip.messages.malformed")).isPositive();
    }
}
