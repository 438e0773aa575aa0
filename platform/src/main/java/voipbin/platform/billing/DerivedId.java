package voipbin.platform.billing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import voipbin.base.Id;

/** Ids that follow from what they stand for: a version 5 UUID (RFC 9562 §5.5). */
public final class DerivedId {

    private static final long VERSION = 0xF000L;
    private static final long VARIANT = 0xC000_0000_0000_0000L;

    private DerivedId() {}

    /** The id of a name within what another id names. */
    public static <T> Id<T> of(Id<?> space, String name) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(space.value().getMostSignificantBits())
                    .putLong(space.value().getLeastSignificantBits())
                    .flip());
            ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(UTF_8)));
            return new Id<>(
                    new UUID(hash.getLong() & ~VERSION | 0x5000L, hash.getLong() & ~VARIANT | 0x8000_0000_0000_0000L));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
