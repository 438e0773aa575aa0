package voipbin.platform.storage;

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
 * Addresses that let whoever knows them fetch one file for seven days: the file's id and the end of the time, with
 * their HMAC-SHA256 (RFC 2104) under a key of this server. Safe for all threads.
 */
public final class SignedUrls {

    static final String PATH = "/storage/";
    static final Duration LIFE = Duration.ofDays(7);

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SIGNED_BYTES = 24;
    private static final int TOKEN_BYTES = SIGNED_BYTES + 32;

    private final SecretKeySpec key;
    private final String prefix;

    /** @param site where this server is reached, e.g. {@code http://127.0.0.1:8080} */
    public SignedUrls(byte[] key, String site) {
        this.key = new SecretKeySpec(key, ALGORITHM);
        this.prefix = site + PATH;
    }

    String url(Id<StorageFile> id, Instant expire) {
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

    /** The file that a token stands for; empty if it is forged or has ended. */
    Optional<Id<StorageFile>> verify(String token, Instant now) {
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
        Id<StorageFile> id = new Id<>(new UUID(signed.getLong(), signed.getLong()));
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
