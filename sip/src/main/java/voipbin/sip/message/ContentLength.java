package voipbin.sip.message;

import java.nio.charset.StandardCharsets;

/** How long the body behind a head is, in a stream, where nothing else tells (RFC 3261, 18.3 and 20.14). */
public sealed interface ContentLength {

    record Known(int octets) implements ContentLength {}

    /** The end of the message cannot be known: refuse it and close the connection. */
    record Unknown(int status, String why) implements ContentLength {}

    /**
     * @param head start line and headers
     * @param most octets that are taken
     */
    static ContentLength of(byte[] head, int most) {
        try {
            return of(Head.read(new String(head, StandardCharsets.UTF_8)), most);
        } catch (Malformed malformed) {
            return new Unknown(400, "Bad Request");
        }
    }

    private static ContentLength of(Head head, int most) {
        long length = -1;
        for (Header header : head.headers()) {
            if (header.is("Content-Length")) {
                // more digits than any message has octets: too long, not unreadable
                long said = header.value().matches("\\d{10,}")
                        ? Integer.MAX_VALUE
                        : Numbers.parse(header.value(), Integer.MAX_VALUE);
                if (length >= 0 && said != length) {
                    return new Unknown(400, "Two Content-Lengths");
                }
                length = said;
            }
        }
        if (length < 0) {
            return new Unknown(400, "Missing Content-Length");
        }
        return length > most ? new Unknown(413, "Message Too Large") : new Known((int) length);
    }
}
