package voipbin.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class GhashTest {

    /** The JDK's GCM of no ciphertext is the hash of what it authenticates, under a mask that both have. */
    @Test
    void isTheSameAsTheJdksForAnyKeyAndLength() throws Exception {
        Random random = new Random(5);
        for (int length = 0; length < 200; length++) {
            byte[] key = bytes(random, 16);
            byte[] iv = bytes(random, 12);
            byte[] data = bytes(random, length);
            Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
            gcm.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, iv));
            gcm.updateAAD(data);
            byte[] expected = gcm.doFinal();

            AesCounter aes = new AesCounter(key);
            byte[] hashKey = new byte[16];
            aes.apply(new byte[16], hashKey, 0, 16);
            Ghash hash = new Ghash(hashKey);
            byte[] tag = new byte[16];
            hash.update(data, 0, length);
            hash.finish(length, 0, tag);
            aes.apply(Arrays.copyOf(iv, 16), 1, tag, 0, 16);
            assertThat(tag).as("%d bytes", length).isEqualTo(expected);
        }
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
