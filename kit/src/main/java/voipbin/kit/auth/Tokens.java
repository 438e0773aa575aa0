package voipbin.kit.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import voipbin.base.Problem;
import voipbin.kit.json.Json;
import voipbin.kit.json.Times;

/**
 * Signs and checks JSON Web Tokens, HS256 and nothing else (RFC 7515, conventions §2.1). They end by the claim
 * {@code expire}, a text with six digits of fraction; {@code exp} is not looked at. Safe for all threads.
 */
public final class Tokens {

    private final MACSigner signer;
    private final MACVerifier verifier;
    private final Clock clock;

    /**
     * Tokens of one secret.
     *
     * @param secret at least 32 bytes (RFC 7518 §3.2), else {@code IllegalArgumentException}
     */
    public Tokens(byte[] secret, Clock clock) {
        try {
            this.signer = new MACSigner(secret);
            this.verifier = new MACVerifier(secret);
        } catch (JOSEException tooShort) {
            throw new IllegalArgumentException("the secret of tokens needs 32 bytes", tooShort);
        }
        this.clock = clock;
    }

    /** A token with these claims (values as {@link Json} writes them) that ends after {@code life}. */
    public String sign(Map<String, ?> claims, Duration life) {
        Map<String, Object> all = new LinkedHashMap<>(claims);
        all.put("expire", expiryAfter(life));
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(JOSEObjectType.JWT)
                .build();
        JWSObject token = new JWSObject(header, new Payload(Json.write(all)));
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    /** What {@code expire} says of a token signed now. */
    public String expiryAfter(Duration life) {
        return Times.fixed(clock.instant().plus(life));
    }

    /**
     * The claims of a token that is ours and has not ended.
     *
     * @throws Problem 401 {@code INVALID_CREDENTIALS}
     */
    public JsonNode verify(String token) {
        try {
            JWSObject signed = JWSObject.parse(token);
            boolean ours = signed.getHeader().getAlgorithm().equals(JWSAlgorithm.HS256) && signed.verify(verifier);
            if (!ours) {
                throw invalid();
            }
            JsonNode claims = Json.parse(signed.getPayload().toString());
            if (hasEnded(claims.path("expire").asString(""), clock.instant())) {
                throw invalid();
            }
            return claims;
        } catch (ParseException | JOSEException | IllegalArgumentException malformed) {
            throw invalid();
        }
    }

    /** Compared as text, as the reference does; the layout sorts like the times. */
    private static boolean hasEnded(String expire, Instant now) {
        return expire.compareTo(Times.fixed(now)) <= 0;
    }

    private static Problem invalid() {
        return new Problem(Problem.Status.UNAUTHENTICATED, "INVALID_CREDENTIALS", "The credential is not valid.");
    }
}
