package voipbin.platform.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import voipbin.base.Id;

/**
 * Addresses that let whoever knows them fetch one thing for a time: its id and the end of the time, with their
 * HMAC-SHA256 (RFC 2104) under a key of this server. Safe for all threads.
 */
public final class SignedUrls {

    static final String PATH = "/storage/";
    static final Duration LIFE = Duration.ofDays(7);

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SIGNED_BYTES = 24;
    private static final int TOKEN_BYTES = SIGNED_BYTES + 32;

    private final SecretKeySpec key;
    private final String site;
    private final String prefix;

    /** @param site where this server is reached, e.g. {@code http://127.0.0.1:8080} */
    public SignedUrls(byte[] key, String site) {
        this(new SecretKeySpec(key, ALGORITHM), site, PATH);
    }

    private SignedUrls(SecretKeySpec key, String site, String path) {
        this.key = key;
        this.site = site;
        this.prefix = site + path;
    }

    /** Those of other things, at this path, e.g. {@code /recordings/}: no token of ours opens theirs. */
    public SignedUrls at(String path) {
        return new SignedUrls(new SecretKeySpec(hmac(path.getBytes(UTF_8)), ALGORITHM), site, path);
    }

    /** The address of this one until then, to the second. */
    public String url(Id<?> id, Instant expire) {
        byte[] signed = ByteBuffer.allocate(SIGNED_BYTES)
                .putLong(id.value().getMostSignificantBits())
                .putLong(id.value().getLeastSignificantBits())
                .putLong(expire.getEpochSecond())
                .array();
        ByteBuffer token = ByteBuffer.allocate(TOKEN_BYTES).put(signed).put(hmac(signed));
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
    }

    /** Whether an address is of this site as it is called now. */
    boolean isHere(String url) {
        return url.startsWith(prefix);
    }

    /** What a token stands for; empty if it is forged or has ended. */
    public <T> Optional<Id<T>> verify(String token, Instant now) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
        if (bytes.length != TOKEN_BYTES) {
            return Optional.empty();
        }
        byte[] expected = hmac(Arrays.copyOf(bytes, SIGNED_BYTES));
        ByteBuffer signed = ByteBuffer.wrap(bytes, 0, SIGNED_BYTES);
        Id<T> id = new Id<>(new UUID(signed.getLong(), signed.getLong()));
        boolean holds = MessageDigest.isEqual(expected, Arrays.copyOfRange(bytes, SIGNED_BYTES, TOKEN_BYTES))
                && now.getEpochSecond() < signed.getLong();
        return holds ? Optional.of(id) : Optional.empty();
    }

    private byte[] hmac(byte[] signed) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(signed);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
