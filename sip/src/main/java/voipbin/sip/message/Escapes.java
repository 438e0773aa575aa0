package voipbin.sip.message;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Percent escapes in URIs: UTF-8 octets (RFC 3261, 19.1.2; RFC 3986, 2.1). */
final class Escapes {

    @FunctionalInterface
    interface Plain {
        boolean stands(char c);
    }

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Escapes() {}

    static void write(String plain, Plain plainly, StringBuilder text) {
        for (int i = 0; i < plain.length(); i++) {
            if (!plainly.stands(plain.charAt(i))) {
                writeOctets(plain, plainly, text);
                return;
            }
        }
        text.append(plain);
    }

    private static void writeOctets(String plain, Plain plainly, StringBuilder text) {
        for (byte octet : plain.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if (plainly.stands(c)) {
                text.append(c);
            } else {
                text.append('%').append(HEX.toHexDigits(octet));
            }
        }
    }

    /** @throws Malformed on a {@code %} without two hexadecimal digits, or octets that are not UTF-8 */
    static String read(String escaped) {
        if (escaped.indexOf('%') < 0) {
            return escaped;
        }
        ByteArrayOutputStream octets = new ByteArrayOutputStream(escaped.length());
        int at = 0;
        while (at < escaped.length()) {
            int mark = escaped.indexOf('%', at);
            int end = mark < 0 ? escaped.length() : mark;
            octets.writeBytes(escaped.substring(at, end).getBytes(StandardCharsets.UTF_8));
            if (mark >= 0) {
                octets.write(octet(escaped, mark + 1));
            }
            at = mark < 0 ? end : mark + 3;
        }
        return decoded(octets.toByteArray());
    }

    private static int octet(String escaped, int at) {
        if (at + 2 > escaped.length()
                || !HexFormat.isHexDigit(escaped.charAt(at))
                || !HexFormat.isHexDigit(escaped.charAt(at + 1))) {
            throw new Malformed("a % without two hexadecimal digits");
        }
        return HexFormat.fromHexDigits(escaped, at, at + 2);
    }

    private static String decoded(byte[] octets) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new Malformed("escapes that are not UTF-8");
        }
    }
}
