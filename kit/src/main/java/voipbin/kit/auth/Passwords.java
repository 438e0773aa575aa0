package voipbin.kit.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Hashes passwords with Argon2id (RFC 9106). Safe for all threads. */
public final class Passwords {

    /** What one hash costs. */
    public record Cost(int memoryKib, int passes) {
        /** OWASP's minimum for Argon2id; some 30 ms. */
        public static final Cost STANDARD = new Cost(19 * 1024, 2);
        /** For tests that do not look at it. */
        public static final Cost LEAST = new Cost(8, 1);
    }

    private static final Pattern PHC =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=1\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private final Cost cost;
    private final SecureRandom random;
    private final String nobody;
    private final LongAdder computed = new LongAdder();

    /** Keeps a flood of log-ins from taking all memory and all processors. */
    private final Semaphore places =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));

    public Passwords(Cost cost, SecureRandom random) {
        this.cost = cost;
        this.random = random;
        this.nobody = phc(cost, new byte[SALT_BYTES], new byte[HASH_BYTES]);
    }

    /** The hash to keep, in PHC form: {@code $argon2id$v=19$m=…,t=…,p=1$salt$hash}. */
    public String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return phc(cost, salt, argon2id(password, cost, salt));
    }

    /**
     * Whether this is the password of that hash; takes the same time either way. A hash that is malformed is no one's.
     */
    public boolean verify(String password, String hash) {
        Matcher parts = PHC.matcher(hash);
        if (!parts.matches()) {
            verifyNobody();
            return false;
        }
        Cost then = new Cost(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
        byte[] salt = Base64.getDecoder().decode(parts.group(3));
        byte[] expected = Base64.getDecoder().decode(parts.group(4));
        return MessageDigest.isEqual(expected, argon2id(password, then, salt));
    }

    /** Takes the time of a {@link #verify}, so that an unknown user is not told from a wrong password. */
    public void verifyNobody() {
        verify("", nobody);
    }

    /** How many hashes have been computed: what log-ins cost, and by what a test compares them. */
    public long computed() {
        return computed.sum();
    }

    private byte[] argon2id(String password, Cost how, byte[] salt) {
        computed.increment();
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(how.memoryKib())
                .withIterations(how.passes())
                .withParallelism(1)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[HASH_BYTES];
        places.acquireUninterruptibly();
        try {
            generator.generateBytes(password.getBytes(UTF_8), hash);
        } finally {
            places.release();
        }
        return hash;
    }

    private static String phc(Cost cost, byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + cost.memoryKib() + ",t=" + cost.passes() + ",p=1$" + base64.encodeToString(salt)
                + "$" + base64.encodeToString(hash);
    }
}
