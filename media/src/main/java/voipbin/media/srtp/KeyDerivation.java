package voipbin.media.srtp;

import java.util.Arrays;

/** Session keys out of a master key, without re-keying by rate (RFC 3711 §4.3). */
final class KeyDerivation {

    static final int RTP_CIPHER = 0;
    static final int RTP_AUTHENTICATION = 1;
    static final int RTP_SALT = 2;

    /** What is added to the labels above for RTCP. */
    static final int RTCP = 3;

    private static final int BLOCK = 16;

    private final AesCounter generator;
    private final byte[] salt;

    KeyDerivation(SrtpKey master) {
        generator = new AesCounter(master.key());
        // A shorter salt, as GCM has it, stands left with zeros behind it (RFC 7714 §11).
        salt = Arrays.copyOf(master.salt(), BLOCK);
    }

    byte[] derive(int label, int length) {
        byte[] iv = salt.clone();
        iv[7] ^= (byte) label;
        byte[] key = new byte[length];
        generator.apply(iv, key, 0, length);
        return key;
    }
}
