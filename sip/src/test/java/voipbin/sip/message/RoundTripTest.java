package voipbin.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is written is read back as the same, for messages from a seeded generator. */
class RoundTripTest {

    private static final String[] HOSTS = {"example.com", "192.0.2.1", "[2001:db8::1]", "a-b.example", "localhost"};
    private static final String SIGNS = "abcXYZ019 -_.!~*'()&=+$,;?/%\"\\<>@:éñ漢😀[]{}|^`#";
    private static final String TOKENS = "abcXYZ019-.!%*_+`'~";

    private final Random random = new Random(4711);

    @Test
    void writingAndReadingIsTheIdentity() {
        for (int i = 0; i < 3_000; i++) {
            Message message = random.nextBoolean() ? request() : response();
            byte[] octets = MessageWriter.write(message);
            assertThat(MessageParser.parse(octets))
                    .as(new String(octets, java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo(new Parsed.Good(message));
        }
    }

    @Test
    void valuesReadBackAsThemselves() {
        for (int i = 0; i < 3_000; i++) {
            SipUri uri = uri();
            assertThat(SipUri.parse(uri.toString())).contains(uri);
            NameAddress address = address();
            assertThat(NameAddress.parse(address.toString())).contains(address);
        }
    }

    @Test
    void halfOfAMessageNeverThrows() {
        for (int i = 0; i < 3_000; i++) {
            byte[] octets = MessageWriter.write(request());
            octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
            assertThat(MessageParser.parse(java.util.Arrays.copyOf(octets, random.nextInt(octets.length))))
                    .isNotNull();
        }
    }

    private Request request() {
        Method method = Method.of(word(TOKENS));
        return Request.of(method, uri(), headers(method), body());
    }

    private Response response() {
        return Response.of(100 + random.nextInt(600), "Word word", headers(Method.INVITE), body());
    }

    private Headers headers(Method method) {
        Headers.Builder headers = Headers.builder();
        for (int i = 0; i <= random.nextInt(3); i++) {
            headers.add("Via", via());
        }
        headers.add("From", address())
                .add("To", address())
                .add("Call-ID", word(TOKENS))
                .add("CSeq", new CSeq(random.nextInt(Integer.MAX_VALUE), method));
        for (int i = 0; i < random.nextInt(4); i++) {
            headers.add("Contact", address()).add("X-" + word(TOKENS), "a, b;c=\"d\"");
        }
        return headers.build();
    }

    private Via via() {
        return new Via(
                "UDP",
                pick(HOSTS),
                port(),
                Parameters.none().with("branch", word(TOKENS)).withFlag("rport"));
    }

    private NameAddress address() {
        String name = random.nextBoolean() ? "" : word(SIGNS).strip();
        Parameters parameters = random.nextBoolean()
                ? Parameters.none()
                : Parameters.none().with("tag", word(TOKENS)).with(word(TOKENS), word(SIGNS));
        return new NameAddress(name, random.nextInt(5) == 0 ? new OtherUri("tel", "+1202555") : uri(), parameters);
    }

    private SipUri uri() {
        Optional<String> user = random.nextInt(4) == 0 ? Optional.empty() : Optional.of(word(SIGNS));
        Optional<String> password =
                user.isPresent() && random.nextInt(4) == 0 ? Optional.of(word(SIGNS)) : Optional.empty();
        Parameters parameters = random.nextBoolean()
                ? Parameters.none()
                : Parameters.none().with("transport", "udp").withFlag("lr");
        String headers = random.nextInt(5) == 0 ? "subject=a%20b" : "";
        return new SipUri(random.nextBoolean(), user, password, pick(HOSTS), port(), parameters, headers);
    }

    private OptionalInt port() {
        return random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(1 + random.nextInt(65_535));
    }

    private byte[] body() {
        byte[] body = new byte[random.nextInt(50)];
        random.nextBytes(body);
        return body;
    }

    private String word(String alphabet) {
        int[] points = alphabet.codePoints().toArray();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i <= random.nextInt(8); i++) {
            word.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return word.toString();
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }
}
