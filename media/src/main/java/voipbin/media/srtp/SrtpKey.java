package voipbin.media.srtp;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A master key and its salt, for one direction (RFC 3711 §3.2.1). Says nothing of itself in a log.
 *
 * @param key 16 bytes
 * @param salt as many bytes as the profile has
 */
@SuppressWarnings("ArrayRecordComponent") // equality is by content, below
public record SrtpKey(byte[] key, byte[] salt) {

    public SrtpKey {
        if (key.length != SrtpProfile.KEY) {
            throw new IllegalArgumentException("a key of " + key.length + " bytes");
        }
    }

    /** A new one for this profile. */
    public static SrtpKey random(SrtpProfile profile, RandomGenerator random) {
        byte[] key = new byte[SrtpProfile.KEY];
        byte[] salt = new byte[profile.saltLength()];
        random.nextBytes(key);
        random.nextBytes(salt);
        return new SrtpKey(key, salt);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SrtpKey(byte[] otherKey, byte[] otherSalt)
                && Arrays.equals(key, otherKey)
                && Arrays.equals(salt, otherSalt);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key);
    }

    @Override
    public String toString() {
        return "SrtpKey";
    }
}
