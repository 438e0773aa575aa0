package voipbin.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever text somebody gives us, wherever it goes into a message: it is refused, or what is written has exactly the
 * lines that were meant. A thousand texts each, always the same ones.
 */
class InjectionTest {

    private static final int TEXTS = 1_000;

    /** Without the empty one at the end. */
    private static final int LINES = 9;

    private static final List<String> EVIL = List.of(
            "\r",
            "\n",
            "\r\n",
            "\r\n\r\n",
            "\r\nVia: SIP/2.0/UDP evil\r\n",
            "\0",
            "\u000b",
            "\f",
            "\u0085",
            "\u2028",
            "%0d%0a",
            "\"",
            "\\",
            "<",
            ">",
            ";",
            ",",
            ":",
            "@",
            " ",
            "\t",
            "a",
            "Ж",
            "😀",
            "%",
            "sip:",
            "?x=y");

    /** Where text can go. */
    static Stream<Arguments> places() {
        SipUri plain = SipUri.of("bob", new InetSocketAddress("127.0.0.1", 5060));
        return Stream.of(
                place("a header's value", text -> request(plain, "X-Text", text)),
                place("a header's name", text -> request(plain, text, "value")),
                place(
                        "a user",
                        text -> request(SipUri.of(text, new InetSocketAddress("127.0.0.1", 5060)), "X-Text", "value")),
                place("a host", text -> request(SipUri.of("bob", text), "X-Text", "value")),
                place(
                        "a URI that is read",
                        text -> SipUri.parse("sip:" + text)
                                .map(uri -> request(uri, "X-Text", "value"))
                                .orElseThrow(IllegalArgumentException::new)),
                place("a display name", text -> request(plain, "X-Text", NameAddress.of(text, plain))),
                place(
                        "a tag",
                        text -> request(
                                plain, "X-Text", NameAddress.of("Bob", plain).withTag(text))),
                place(
                        "a phrase",
                        text -> Response.of(
                                486, text, request(plain, "X-Text", "value").headers())),
                place(
                        "a method",
                        text -> Request.of(
                                Method.of(text),
                                plain,
                                request(plain, "X-Text", "value").headers())));
    }

    private static Arguments place(String name, Function<String, Message> message) {
        return Arguments.of(name, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("places")
    void noTextMakesALineOfItsOwn(String place, Function<String, Message> message) {
        Random random = new Random(place.hashCode());
        int written = 0;
        for (int i = 0; i < TEXTS; i++) {
            String text = text(random);
            Optional<byte[]> octets = write(message, text);
            if (octets.isPresent()) {
                written++;
                String all = new String(octets.get(), StandardCharsets.UTF_8);
                assertThat(all)
                        .as("with %s", Arrays.toString(text.toCharArray()))
                        .endsWith("\r\n\r\n");
                assertThat(all.strip().split("\r\n|\r|\n", -1))
                        .as("with %s", Arrays.toString(text.toCharArray()))
                        .hasSize(LINES);
                assertThat(all).doesNotContain("\0");
            }
        }
        assertThat(written).as("some texts are harmless").isPositive();
    }

    private static Optional<byte[]> write(Function<String, Message> message, String text) {
        try {
            return Optional.of(MessageWriter.write(message.apply(text)));
        } catch (IllegalArgumentException refused) {
            return Optional.empty();
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            text.append(random.nextInt(4) == 0 ? "a" : EVIL.get(random.nextInt(EVIL.size())));
        }
        return text.toString();
    }

    private static Request request(SipUri uri, String name, Object value) {
        Headers headers = Headers.builder()
                .add("Via", "SIP/2.0/UDP 127.0.0.1;branch=z9hG4bK1")
                .add("Max-Forwards", 70)
                .add("From", "<sip:a@b>;tag=1")
                .add("To", NameAddress.of(uri))
                .add("Call-ID", "x")
                .add("CSeq", "1 INVITE")
                .add(name, value)
                .build();
        return Request.of(Method.INVITE, uri, headers);
    }
}
