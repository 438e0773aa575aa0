package voipbin.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class StunKeepAliveTest {

    /** The transaction of RFC 5769, 2. */
    private static final String TRANSACTION = "2112a442b7e7a701bc34d686fa87dfae";

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private static String answer(String request, String host, int port) {
        return StunKeepAlive.answer(hex(request), new InetSocketAddress(InetAddress.ofLiteral(host), port))
                .map(HexFormat.of()::formatHex)
                .orElse("");
    }

    @Test
    void tellsWhereARequestCameFromAsRfc5769HasIt() {
        String request = "00010000" + TRANSACTION;
        assertThat(answer(request, "192.0.2.1", 32853))
                .isEqualTo("0101000c" + TRANSACTION + "002000080001a147e112a643");
        assertThat(answer(request, "2001:db8:1234:5678:11:2233:4455:6677", 32853))
                .isEqualTo("01010018" + TRANSACTION + "002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9");
    }

    @Test
    void ignoresWhatMayBeIgnoredAndRefusesTheRest() {
        assertThat(answer("00010008" + TRANSACTION + "8022000161000000", "192.0.2.1", 32853))
                .startsWith("0101");
        assertThat(answer("00010008" + TRANSACTION + "0003000400000006", "192.0.2.1", 32853))
                .isEqualTo("01110010" + TRANSACTION + "0009000400000414" + "000a000200030000");
    }

    @Test
    void leavesSipAndBrokenThingsAlone() {
        assertThat(StunKeepAlive.is("OPTIONS sip:a SIP/2.0\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(StunKeepAlive.is(hex("00010004" + TRANSACTION)))
                .as("too short")
                .isFalse();
        assertThat(answer("00010004" + TRANSACTION + "0003ffff", "192.0.2.1", 1))
                .isEqualTo("");
        assertThat(answer("01010000" + TRANSACTION, "192.0.2.1", 1))
                .as("no request")
                .isEmpty();
    }
}
