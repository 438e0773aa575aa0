package voipbin.sip;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The status line that a message/sipfrag body begins with (RFC 3420; RFC 3515, 2.4.5). */
record SipFragment(int status, String phrase) {

    private static final String VERSION = "SIP/2.0 ";

    static Optional<SipFragment> read(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        String line = (end < 0 ? text : text.substring(0, end)).strip();
        int digits = VERSION.length() + 3;
        if (!line.startsWith(VERSION) || line.length() < digits) {
            return Optional.empty();
        }
        String code = line.substring(VERSION.length(), digits);
        boolean number = code.chars().allMatch(c -> c >= '0' && c <= '9') && code.charAt(0) >= '1';
        return number && code.charAt(0) <= '6'
                ? Optional.of(new SipFragment(
                        Integer.parseInt(code), line.substring(digits).strip()))
                : Optional.empty();
    }

    byte[] octets() {
        return (VERSION + status + " " + phrase + "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
