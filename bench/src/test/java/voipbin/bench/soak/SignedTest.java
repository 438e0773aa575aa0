package voipbin.bench.soak;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** With signatures that {@code openssl dgst -sha256 -hmac secret} has made. */
class SignedTest {

    private static final byte[] BODY = "{}".getBytes(UTF_8);
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_010);

    private final Signed signed = new Signed("secret");

    private static Headers headers() {
        Headers headers = new Headers();
        headers.set("webhook-id", "msg_1");
        headers.set("webhook-timestamp", "1700000000");
        headers.set("webhook-signature", "v1,A5oIrJxXPB/PkULSoVu0e4khvPiqpF9vljmhkSKg0FI=");
        headers.set("X-VoIPBIN-Signature", "sha256=77325902caca812dc259733aacd046b73817372c777b8d95b402647474516e13");
        return headers;
    }

    @Test
    void whatIsSignedTwiceAndNewIsValid() {
        assertThat(signed.isValid(headers(), BODY, NOW)).isTrue();
    }

    @Test
    void aWrongOrMissingSignatureAnotherBodyAndAnOldOneAreNot() {
        for (String name : headers().keySet()) {
            Headers without = headers();
            without.remove(name);
            assertThat(signed.isValid(without, BODY, NOW)).as(name).isFalse();
            Headers wrong = headers();
            wrong.set(name, "wrong");
            assertThat(signed.isValid(wrong, BODY, NOW)).as(name).isFalse();
        }
        assertThat(signed.isValid(headers(), "[]".getBytes(UTF_8), NOW)).isFalse();
        assertThat(signed.isValid(headers(), BODY, NOW.plusSeconds(600))).isFalse();
    }
}
