package voipbin.platform.customer;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Makes what nobody can guess. */
public final class Secrets {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final RandomGenerator random;

    /** @param random a secure source in production */
    public Secrets(RandomGenerator random) {
        this.random = random;
    }

    /** So many letters and digits, about six bits each. */
    public String text(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    /** So many random bytes as twice as many lower-case hex digits. */
    public String hex(int bytes) {
        byte[] raw = new byte[bytes];
        random.nextBytes(raw);
        return HexFormat.of().formatHex(raw);
    }

    public RandomGenerator random() {
        return random;
    }
}
