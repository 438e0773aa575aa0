package voipbin.sip.trace;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message without what would let its reader in: the answers to challenges, and the keys of media. Each is covered by
 * as many asterisks, so that all lengths stay true.
 */
public final class Masked {

    private static final byte COVER = '*';

    /** Digest responses (RFC 7616) and bearer tokens; media keys of SDES (RFC 4568), ICE (8839) and RFC 4566. */
    private static final Pattern SECRET = Pattern.compile(
            "(?im)^(?:proxy-)?authorization[ \\t]*:[^\\n]*?\\b(?:response[ \\t]*=[ \\t]*\"?|Bearer[ \\t]+|Basic[ \\t]+)"
                    + "([^\"\\s,]+)"
                    + "|^a=crypto:[^\\n]*?inline:([^\\s|;]+)"
                    + "|^a=ice-pwd:(\\S+)"
                    + "|^a=key-mgmt:(\\S[^\\r\\n]*)"
                    + "|^k=(\\S[^\\r\\n]*)");

    private Masked() {}

    /** A copy with its secrets covered; the message itself if it has none. */
    public static byte[] of(byte[] message) {
        // one character for each octet, so that places in the text are places in the message
        Matcher secrets = SECRET.matcher(new String(message, StandardCharsets.ISO_8859_1));
        byte[] masked = message;
        while (secrets.find()) {
            if (masked == message) {
                masked = message.clone();
            }
            for (int group = 1; group <= secrets.groupCount(); group++) {
                if (secrets.start(group) >= 0) {
                    java.util.Arrays.fill(masked, secrets.start(group), secrets.end(group), COVER);
                }
            }
        }
        return masked;
    }
}
