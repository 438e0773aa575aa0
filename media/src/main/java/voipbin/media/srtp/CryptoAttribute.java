package voipbin.media.srtp;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The value of an {@code a=crypto} line (RFC 4568 §9.1), e.g. {@code 1 AES_CM_128_HMAC_SHA1_80
 * inline:d0RmdmcmVCspeEc3…}.
 *
 * @param tag what an answer names the line by
 */
public record CryptoAttribute(String tag, SrtpProfile profile, SrtpKey key) {

    private static final String INLINE = "inline:";

    /** Reads one; empty when it is malformed or asks for what we do not do: then the next line may suit. */
    public static Optional<CryptoAttribute> parse(String value) {
        String[] words = value.strip().split("[ \t]+", -1);
        if (words.length < 3 || !words[2].regionMatches(true, 0, INLINE, 0, INLINE.length())) {
            return Optional.empty();
        }
        // A hint about the replay window is the only session parameter that changes no packet (RFC 4568 §6.3).
        boolean plain = Arrays.stream(words).skip(3).allMatch(word -> word.startsWith("WSH="));
        return plain
                ? SrtpProfile.named(words[1])
                        .flatMap(profile -> key(profile, words[2].substring(INLINE.length()))
                                .map(key -> new CryptoAttribute(words[0], profile, key)))
                : Optional.empty();
    }

    /** {@code key|lifetime|MKI:length}: a lifetime is longer than any call, a key identifier we do not read. */
    private static Optional<SrtpKey> key(SrtpProfile profile, String text) {
        String[] parts = text.split("\\|", -1);
        boolean identified = Arrays.stream(parts).skip(1).anyMatch(part -> part.indexOf(':') >= 0);
        if (identified || text.indexOf(';') >= 0) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(parts[0]);
            if (bytes.length != SrtpProfile.KEY + profile.saltLength()) {
                return Optional.empty();
            }
            byte[] key = Arrays.copyOf(bytes, SrtpProfile.KEY);
            return Optional.of(new SrtpKey(key, Arrays.copyOfRange(bytes, SrtpProfile.KEY, bytes.length)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** As it stands behind {@code a=crypto:}. */
    public String value() {
        byte[] both = Arrays.copyOf(key.key(), SrtpProfile.KEY + key.salt().length);
        System.arraycopy(key.salt(), 0, both, SrtpProfile.KEY, key.salt().length);
        return tag + " " + profile.name() + " " + INLINE + Base64.getEncoder().encodeToString(both);
    }
}
