package voipbin.sip.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Digest algorithms of RFC 8760 that phones know, the weaker first. */
enum Algorithm {
    MD5("MD5", "MD5"),
    SHA_256("SHA-256", "SHA-256");

    private final String token;
    private final String jdkName;

    Algorithm(String token, String jdkName) {
        this.token = token;
        this.jdkName = jdkName;
    }

    /** As headers write it. */
    String token() {
        return token;
    }

    /** An absent {@code algorithm} means MD5 (RFC 7616, 3.3). */
    static Optional<Algorithm> of(Optional<String> token) {
        String wanted = token.orElse("MD5");
        for (Algorithm one : values()) {
            if (one.token.equalsIgnoreCase(wanted)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /** In lower-case hexadecimal. */
    String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance(jdkName).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has " + jdkName, impossible);
        }
    }
}
