package voipbin.media.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES in counter mode as RFC 3711 §4.1.1 defines it. The JDK's own counter mode wants a new object for each IV; here
 * the counters are written out and encrypted in one go, so a packet allocates nothing.
 */
final class AesCounter {

    private static final int BLOCK = 16;

    private final Cipher aes;
    private byte[] counters = new byte[BLOCK * 12];
    private byte[] stream = new byte[BLOCK * 12];

    AesCounter(byte[] key) {
        try {
            aes = Cipher.getInstance("AES/ECB/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("every JDK has AES", absent);
        }
    }

    /**
     * XORs {@code data[from..from+length)} with the key stream of this IV of 16 bytes, whose last two are a counter.
     */
    void apply(byte[] iv, byte[] data, int from, int length) {
        int blocks = Math.ceilDiv(length, BLOCK);
        if (blocks == 0) {
            return;
        }
        if (blocks * BLOCK > counters.length) {
            counters = new byte[blocks * BLOCK];
            stream = new byte[blocks * BLOCK];
        }
        for (int block = 0, at = 0; block < blocks; block++, at += BLOCK) {
            System.arraycopy(iv, 0, counters, at, BLOCK - 2);
            counters[at + 14] = (byte) (block >> 8);
            counters[at + 15] = (byte) block;
        }
        try {
            aes.update(counters, 0, blocks * BLOCK, stream, 0);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("whole blocks into a buffer of their size", impossible);
        }
        for (int i = 0; i < length; i++) {
            data[from + i] ^= stream[i];
        }
    }
}
