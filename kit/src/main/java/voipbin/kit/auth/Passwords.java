package voipbin.kit.auth;

/** Hashes passwords with Argon2id (RFC 9106). Safe for all threads; a hash takes some 20 MB and 40 ms. */
public final class Passwords {

    /** What one hash costs. */
    public record Cost(int memoryKib, int passes) {
        /** OWASP's current minimum for Argon2id. */
        public static final Cost STANDARD = new Cost(19 * 1024, 2);
    }

    public Passwords(Cost cost) {
        throw new UnsupportedOperationException();
    }

    /** The hash to keep, in PHC form: {@code $argon2id$v=19$m=…,t=…,p=1$salt$hash}. */
    public String hash(String password) {
        throw new UnsupportedOperationException();
    }

    /** Whether this is the password of that hash; takes the same time either way. False for a malformed hash. */
    public boolean verify(String password, String hash) {
        throw new UnsupportedOperationException();
    }

    /** Takes the time of a {@link #verify}, so that an unknown user is not told from a wrong password. */
    public void verifyNobody() {
        throw new UnsupportedOperationException();
    }
}
