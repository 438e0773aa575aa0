package voipbin.media.srtp;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** HMAC-SHA1 (RFC 2104) that allocates nothing a message, as the JDK's {@code Mac} does. */
final class HmacSha1 {

    private static final int BLOCK = 64;
    private static final int DIGEST = 20;

    private final MessageDigest sha1;
    private final byte[] inner = new byte[BLOCK];
    private final byte[] outer = new byte[BLOCK];
    private final byte[] digest = new byte[DIGEST];

    /** @param key up to 64 bytes */
    HmacSha1(byte[] key) {
        try {
            sha1 = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every JDK has SHA-1", absent);
        }
        for (int i = 0; i < BLOCK; i++) {
            int octet = i < key.length ? key[i] : 0;
            inner[i] = (byte) (octet ^ 0x36);
            outer[i] = (byte) (octet ^ 0x5C);
        }
    }

    /** The code of {@code data[0..length)} and four further bytes; the array is the same each time. */
    byte[] of(byte[] data, int length, int trailer) {
        try {
            sha1.update(inner);
            sha1.update(data, 0, length);
            for (int shift = 24; shift >= 0; shift -= 8) {
                sha1.update((byte) (trailer >>> shift));
            }
            sha1.digest(digest, 0, DIGEST);
            sha1.update(outer);
            sha1.update(digest);
            sha1.digest(digest, 0, DIGEST);
            return digest;
        } catch (DigestException impossible) {
            throw new IllegalStateException("the buffer has the digest's size", impossible);
        }
    }
}
