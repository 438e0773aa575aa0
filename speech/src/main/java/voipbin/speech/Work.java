package voipbin.speech;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What one provider shall say.
 *
 * @param text normalised
 * @param language as it was asked for
 */
record Work(String text, String language, Synthesizer synthesizer, Voice voice, int rate) {

    /** Equal for equal sound: SHA-256 in hex, usable as a file's name. */
    String key() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {
                text, language.toLowerCase(Locale.ROOT), synthesizer.name(), voice.id(), Integer.toString(rate)
            }) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0); // no part holds it, so that parts cannot run into each other
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
