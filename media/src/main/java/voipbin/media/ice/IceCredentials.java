package voipbin.media.ice;

import java.util.random.RandomGenerator;

/**
 * What one side's checks are named and proven by (RFC 8839 §5.4).
 *
 * @param fragment {@code ice-ufrag}
 * @param password {@code ice-pwd}
 */
public record IceCredentials(String fragment, String password) {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /** New ones: 48 bits of name and 144 bits of secret, where 24 and 128 are demanded. */
    public static IceCredentials random(RandomGenerator random) {
        return new IceCredentials(text(8, random), text(24, random));
    }

    private static String text(int length, RandomGenerator random) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    /** The password stays out of logs. */
    @Override
    public String toString() {
        return "IceCredentials[" + fragment + "]";
    }
}
