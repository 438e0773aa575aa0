package voipbin.bench.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks signatures as a receiver does who has read conventions §15 and Standard Webhooks. */
final class Signed {

    private static final String HMAC = "HmacSHA256";
    private static final long TOLERANCE_SECONDS = Duration.ofMinutes(5).toSeconds();

    private final SecretKeySpec key;

    Signed(String secret) {
        key = new SecretKeySpec(secret.getBytes(UTF_8), HMAC);
    }

    boolean isValid(Headers headers, byte[] body, Instant now) {
        String id = header(headers, "webhook-id");
        String timestamp = header(headers, "webhook-timestamp");
        if (id.isEmpty() || !timestamp.matches("[0-9]{1,12}")) {
            return false;
        }
        long age = Math.abs(now.getEpochSecond() - Long.parseLong(timestamp));
        String plain = "sha256=" + HexFormat.of().formatHex(hmac(body));
        String standard =
                "v1," + Base64.getEncoder().encodeToString(hmac((id + "." + timestamp + ".").getBytes(UTF_8), body));
        return age <= TOLERANCE_SECONDS
                && plain.equals(header(headers, "X-VoIPBIN-Signature"))
                && standard.equals(header(headers, "webhook-signature"));
    }

    static String header(Headers headers, String name) {
        String value = headers.getFirst(name);
        return value == null ? "" : value;
    }

    private byte[] hmac(byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
