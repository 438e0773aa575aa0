package voipbin.sip.trace;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message without what would let its reader in: the answers to challenges, and the keys of media. Each is covered by
 * as many asterisks, so that all lengths stay true.
 */
public final class Masked {

    private static final byte COVER = '*';

    /**
     * At the beginning of a line. Digest responses (RFC 7616) and bearer tokens; media keys of SDES (RFC 4568), ICE
     * (8839) and RFC 4566.
     */
    private static final Pattern SECRET = Pattern.compile(
            "(?i)(?:proxy-)?authorization[ \\t]*:[^\\n]*?\\b(?:response[ \\t]*=[ \\t]*\"?|Bearer[ \\t]+|Basic[ \\t]+)"
                    + "([^\"\\s,]+)"
                    + "|a=crypto:[^\\n]*?inline:([^\\s|;]+)"
                    + "|a=ice-pwd:(\\S+)"
                    + "|a=key-mgmt:(\\S[^\\r\\n]*)"
                    + "|k=(\\S[^\\r\\n]*)");

    private Masked() {}

    /** A copy with its secrets covered; the message itself if it has none. */
    public static byte[] of(byte[] message) {
        Matcher secrets = null;
        byte[] masked = message;
        for (int line = 0; line < message.length; line = lineAfter(message, line)) {
            if (mayHoldOne(message, line)) {
                if (secrets == null) {
                    // one character for each octet, so that places in the text are places in the message
                    secrets = SECRET.matcher(new String(message, StandardCharsets.ISO_8859_1));
                }
                if (secrets.region(line, message.length).lookingAt()) {
                    masked = masked == message ? message.clone() : masked;
                    cover(masked, secrets);
                }
            }
        }
        return masked;
    }

    private static void cover(byte[] masked, Matcher secret) {
        for (int group = 1; group <= secret.groupCount(); group++) {
            if (secret.start(group) >= 0) {
                Arrays.fill(masked, secret.start(group), secret.end(group), COVER);
            }
        }
    }

    /** By its first letters: nearly no line need be looked at more closely. */
    private static boolean mayHoldOne(byte[] message, int line) {
        if (line + 2 >= message.length) {
            return false;
        }
        int first = lower(message[line]);
        int second = lower(message[line + 1]);
        int third = lower(message[line + 2]);
        return switch (first) {
            case 'a' -> second == 'u' || second == '=' && (third == 'c' || third == 'i' || third == 'k');
            case 'p' -> second == 'r' && third == 'o';
            case 'k' -> second == '=';
            default -> false;
        };
    }

    private static int lower(byte letter) {
        return letter | 0x20;
    }

    private static int lineAfter(byte[] message, int line) {
        int end = line;
        while (end < message.length && message[end] != '\n' && message[end] != '\r') {
            end++;
        }
        return end + 1;
    }
}
