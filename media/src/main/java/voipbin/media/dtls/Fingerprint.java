package voipbin.media.dtls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a certificate is known by (RFC 8122 §5).
 *
 * @param hash e.g. {@code sha-256}, in lower case
 * @param digits e.g. {@code 4A:AD:B9:…}, in upper case
 */
public record Fingerprint(String hash, String digits) {

    /** Weaker ones prove nothing any more (RFC 8122 §5 forbids MD5 and MD2; collisions of SHA-1 are bought). */
    private static final List<String> HASHES = List.of("sha-256", "sha-384", "sha-512");

    /** Reads the value of an {@code a=fingerprint} line; empty when it is malformed or its hash is none of ours. */
    public static Optional<Fingerprint> parse(String value) {
        String[] words = value.strip().split("[ \t]+", -1);
        if (words.length != 2 || !HASHES.contains(words[0].toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        return Optional.of(new Fingerprint(words[0].toLowerCase(Locale.ROOT), words[1].toUpperCase(Locale.ROOT)));
    }

    /** The one of this DER-encoded certificate. */
    static Fingerprint of(String hash, byte[] certificate) {
        try {
            byte[] digest =
                    MessageDigest.getInstance(hash.toUpperCase(Locale.ROOT)).digest(certificate);
            return new Fingerprint(
                    hash, HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every JDK has the hashes of SHA-2", absent);
        }
    }

    /** Whether that certificate has it. */
    boolean isOf(byte[] certificate) {
        return of(hash, certificate).equals(this);
    }

    /** As it stands behind {@code a=fingerprint:}. */
    public String value() {
        return hash + " " + digits;
    }
}
