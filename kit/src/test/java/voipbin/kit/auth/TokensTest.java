package voipbin.kit.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import voipbin.base.ManualTime;

class TokensTest {

    private static final byte[] SECRET =
            "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef".getBytes(UTF_8);

    private final ManualTime time = new ManualTime();
    private final Tokens tokens = new Tokens(SECRET, time);

    @Test
    void aTokenGivesItsClaimsBackUntilItEnds() {
        String token = tokens.sign(Map.of("type", "agent", "agent", Map.of("permission", 32)), Duration.ofDays(7));
        assertThat(tokens.verify(token).path("agent").path("permission").asInt())
                .isEqualTo(32);
        assertThat(tokens.verify(token).path("expire").asString()).isEqualTo("2026-01-08T00:00:00.000000Z");
        time.advance(Duration.ofDays(7).minusNanos(1000));
        tokens.verify(token);
        time.advance(Duration.ofNanos(1000));
        refused(token);
    }

    @Test
    void whatIsNotOursIsRefused() throws Exception {
        String token = tokens.sign(Map.of("type", "agent"), Duration.ofDays(7));
        String[] parts = token.split("\\.");
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String none = base64.encodeToString("{\"alg\":\"none\"}".getBytes(UTF_8));
        refused(none + "." + parts[1] + ".");
        refused(none + "." + parts[1] + "." + parts[2]);
        refused(parts[0] + "." + base64.encodeToString("{\"type\":\"x\"}".getBytes(UTF_8)) + "." + parts[2]);
        refused(new Tokens("another secret of thirty-two bytes".getBytes(UTF_8), time)
                .sign(Map.of(), Duration.ofDays(1)));
        refused(signed(JWSAlgorithm.HS512, "{\"expire\":\"2027-01-01T00:00:00.000000Z\"}"));
        refused(signed(JWSAlgorithm.HS256, "{\"exp\":4102444800}"));
        refused(signed(JWSAlgorithm.HS256, "{\"expire\":4102444800}".replace("4102444800", "0")));
        for (String garbage : new String[] {"", ".", "..", "a.b.c", "x".repeat(9000), "é.é.é", token + "."}) {
            refused(garbage);
        }
        tokens.verify(signed(JWSAlgorithm.HS256, "{\"expire\":\"2027-01-01T00:00:00.000000Z\"}"));
    }

    @Test
    void aShortSecretIsRefusedAtTheStart() {
        assertThatThrownBy(() -> new Tokens(new byte[31], time)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String signed(JWSAlgorithm algorithm, String payload) throws Exception {
        JWSObject token = new JWSObject(new JWSHeader(algorithm), new Payload(payload));
        token.sign(new MACSigner(SECRET));
        return token.serialize();
    }

    private void refused(String token) {
        assertThatThrownBy(() -> tokens.verify(token)).hasFieldOrPropertyWithValue("reason", "INVALID_CREDENTIALS");
    }
}
