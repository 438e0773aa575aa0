package voipbin.platform.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The headers by which a receiver knows that a webhook is ours, new and not a repetition. {@code X-VoIPBIN-Signature}
 * is over the body alone (conventions §15); the others are those of Standard Webhooks, over {@code id.timestamp.body}.
 * The key of both is the customer's webhook secret, its 32 characters taken as bytes.
 */
final class WebhookSignature {

    private static final String HMAC = "HmacSHA256";

    private WebhookSignature() {}

    static Map<String, String> headers(String secret, String id, Instant now, byte[] body) {
        String timestamp = Long.toString(now.getEpochSecond());
        byte[] head = (id + "." + timestamp + ".").getBytes(UTF_8);
        return Map.of(
                "X-VoIPBIN-Signature",
                "sha256=" + HexFormat.of().formatHex(hmac(secret, body)),
                "webhook-id",
                id,
                "webhook-timestamp",
                timestamp,
                "webhook-signature",
                "v1," + Base64.getEncoder().encodeToString(hmac(secret, head, body)));
    }

    /** Those that need no secret. */
    static Map<String, String> headers(String id, Instant now) {
        return Map.of("webhook-id", id, "webhook-timestamp", Long.toString(now.getEpochSecond()));
    }

    private static byte[] hmac(String secret, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), HMAC));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
