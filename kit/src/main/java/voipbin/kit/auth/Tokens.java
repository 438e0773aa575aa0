package voipbin.kit.auth;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Signs and checks JSON Web Tokens, HS256 and nothing else (RFC 7515, conventions §2.1). They end by the claim
 * {@code expire}, a text with six digits of fraction; {@code exp} is not looked at. Safe for all threads.
 */
public final class Tokens {

    /** @param secret at least 32 bytes (RFC 7518 §3.2) */
    public Tokens(byte[] secret, Clock clock) {
        throw new UnsupportedOperationException();
    }

    /** A token with these claims (values as {@link voipbin.kit.json.Json} writes them) that ends after {@code life}. */
    public String sign(Map<String, ?> claims, Duration life) {
        throw new UnsupportedOperationException();
    }

    /**
     * The claims of a token that is ours and has not ended.
     *
     * @throws voipbin.base.Problem 401 {@code INVALID_CREDENTIALS}
     */
    public JsonNode verify(String token) {
        throw new UnsupportedOperationException();
    }
}
