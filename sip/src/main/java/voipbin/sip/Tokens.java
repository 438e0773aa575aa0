package voipbin.sip;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import voipbin.sip.message.Via;

/** Tags, branches and Call-IDs that nobody guesses: 80 random bits (RFC 3261, 19.3). */
final class Tokens {

    private static final char[] ALPHABET = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();

    private final RandomGenerator random;

    Tokens(RandomGenerator random) {
        this.random = random;
    }

    static Tokens secure() {
        return new Tokens(new SecureRandom());
    }

    String next() {
        char[] token = new char[16];
        long high = random.nextLong();
        long low = random.nextLong();
        for (int i = 0; i < 8; i++) {
            token[i] = ALPHABET[(int) (high >>> (i * 5)) & 31];
            token[i + 8] = ALPHABET[(int) (low >>> (i * 5)) & 31];
        }
        return new String(token);
    }

    /** A number from 0 to below {@code bound}. */
    long below(long bound) {
        return random.nextLong(bound);
    }

    String branch() {
        return Via.MAGIC_COOKIE + next();
    }
}
