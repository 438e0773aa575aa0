package voipbin.sip.trace;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a ladder needs to know of a message, found in its octets without parsing it: this is done to every message, on
 * the wire's threads.
 *
 * @param status of a response; 0 for a request
 * @param method of CSeq, which is that of the request also in its responses
 * @param transport as in the topmost Via: that of this very hop, in requests and in responses; UDP if it cannot be read
 */
public record Glance(String callId, int status, String method, String transport) {

    private static final String VERSION = "SIP/2.0 ";
    private static final int STATUS_DIGITS = 3;

    /** Empty for what is no SIP message with a Call-ID and a CSeq. */
    public static Optional<Glance> at(byte[] message) {
        Lines lines = new Lines(message);
        int status = status(message);
        String callId = "";
        String cseq = "";
        String via = "";
        while (lines.next()) {
            if (callId.isEmpty() && lines.is("call-id", 'i')) {
                callId = lines.value();
            } else if (cseq.isEmpty() && lines.is("cseq", '\0')) {
                cseq = lines.value();
            } else if (via.isEmpty() && lines.is("via", 'v')) {
                via = lines.value();
            }
        }
        String method = cseq.substring(cseq.lastIndexOf(' ') + 1);
        return callId.isEmpty() || method.isEmpty()
                ? Optional.empty()
                : Optional.of(new Glance(callId, status, method, transport(via)));
    }

    /** The status of a response as text, the method of a request: what stands on the arrow of a ladder. */
    public static String label(byte[] message) {
        int status = status(message);
        if (status > 0) {
            return Integer.toString(status);
        }
        int end = 0;
        while (end < message.length && message[end] > ' ') {
            end++;
        }
        return new String(message, 0, end, StandardCharsets.UTF_8);
    }

    private static int status(byte[] message) {
        int start = VERSION.length();
        if (message.length < start + STATUS_DIGITS || !startsWith(message, VERSION)) {
            return 0;
        }
        int status = 0;
        for (int i = start; i < start + STATUS_DIGITS; i++) {
            int digit = message[i] - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            status = status * 10 + digit;
        }
        return status;
    }

    private static boolean startsWith(byte[] message, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (message[i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** {@code SIP/2.0/UDP host…}. */
    private static String transport(String via) {
        int slash = via.lastIndexOf('/', Math.max(via.indexOf(' '), 0));
        int end = via.indexOf(' ', Math.max(slash, 0));
        return slash < 0 || end < 0 ? "UDP" : via.substring(slash + 1, end);
    }

    /** Goes from header line to header line, up to the empty one. */
    private static final class Lines {

        private final byte[] message;
        private int start;
        private int colon;
        private int end = -1;

        Lines(byte[] message) {
            this.message = message;
            skipLine(0);
        }

        private void skipLine(int from) {
            int at = from;
            while (at < message.length && message[at] != '\n') {
                at++;
            }
            end = at;
        }

        boolean next() {
            start = end + 1;
            skipLine(start);
            colon = start;
            while (colon < end && message[colon] != ':') {
                colon++;
            }
            return colon < end;
        }

        boolean is(String name, char compact) {
            int stop = colon;
            while (stop > start && message[stop - 1] <= ' ') {
                stop--;
            }
            if (stop - start == 1) {
                return (message[start] | 0x20) == compact;
            }
            if (stop - start != name.length()) {
                return false;
            }
            for (int i = 0; i < name.length(); i++) {
                if ((message[start + i] | 0x20) != (name.charAt(i) | 0x20)) {
                    return false;
                }
            }
            return true;
        }

        String value() {
            return new String(message, colon + 1, end - colon - 1, StandardCharsets.UTF_8).strip();
        }
    }
}
