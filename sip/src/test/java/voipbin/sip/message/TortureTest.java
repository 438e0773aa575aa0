package voipbin.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The parser under RFC 4475, RFC 5118 and worse. */
class TortureTest {

    private static final int MUTATIONS = 20_000;

    static List<TortureMessages> messages() {
        return TortureMessages.all();
    }

    private static String fate(byte[] octets) {
        return switch (MessageParser.parse(octets)) {
            case Parsed.Good _ -> "good";
            case Parsed.Bad bad -> Integer.toString(bad.status());
            case Parsed.Garbage _ -> "garbage";
            case Parsed.KeepAlive _ -> "keep-alive";
        };
    }

    @ParameterizedTest
    @MethodSource("messages")
    void eachMessageMeetsItsFate(TortureMessages message) {
        assertThat(fate(message.octets())).isEqualTo(message.fate());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void whatIsReadIsWrittenSoThatItReadsTheSame(TortureMessages message) {
        if (MessageParser.parse(message.octets()) instanceof Parsed.Good(Message read)) {
            assertThat(MessageParser.parse(MessageWriter.write(read))).isEqualTo(new Parsed.Good(read));
        }
    }

    @Test
    void noMutationBreaksTheParserOrTheWriter() {
        List<TortureMessages> all = messages();
        Random random = new Random(4475);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] octets = mutated(all.get(random.nextInt(all.size())).octets().clone(), random);
            if (MessageParser.parse(octets) instanceof Parsed.Good(Message read)) {
                assertThat(MessageParser.parse(MessageWriter.write(read)))
                        .as("message %d", i)
                        .isEqualTo(new Parsed.Good(read));
            }
            assertThat(ContentLength.of(octets, 1000)).isNotNull();
        }
    }

    /** A few octets changed, removed or doubled. */
    private static byte[] mutated(byte[] octets, Random random) {
        byte[] result = octets;
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(result.length);
            switch (random.nextInt(4)) {
                case 0 -> result[at] = (byte) random.nextInt(256);
                case 1 -> result[at] = (byte) " \r\n\t:;,<>\"%@[]=\0".charAt(random.nextInt(16));
                case 2 -> result = spliced(result, at, 0, random.nextInt(1, 9));
                default -> result = spliced(result, at, random.nextInt(1, 9), 0);
            }
        }
        return result;
    }

    private static byte[] spliced(byte[] octets, int at, int repeat, int drop) {
        int end = Math.min(octets.length, at + Math.max(repeat, drop));
        if (octets.length - (end - at) < 1) {
            return octets;
        }
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        out.write(octets, 0, repeat > 0 ? end : at);
        out.write(octets, repeat > 0 ? at : end, octets.length - (repeat > 0 ? at : end));
        return out.toByteArray();
    }
}
