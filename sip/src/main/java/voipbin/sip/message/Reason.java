package voipbin.sip.message;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Why a request was sent or a call ended (RFC 3326).
 *
 * @param protocol {@code SIP}, {@code Q.850}, or another token
 * @param cause the protocol's number: a SIP status, a Q.850 cause
 * @param text for people; may be empty
 */
public record Reason(String protocol, OptionalInt cause, String text) {

    /** A SIP status, e.g. 200 "Call completed elsewhere". */
    public static Reason ofSip(int status, String text) {
        return new Reason("SIP", OptionalInt.of(status), text);
    }

    /** A cause of ITU-T Q.850, e.g. 16. */
    public static Reason ofQ850(int cause, String text) {
        return new Reason("Q.850", OptionalInt.of(cause), text);
    }

    /** All that a message gives, in their order; what cannot be read is left out. */
    public static List<Reason> all(Message message) {
        List<Reason> reasons = new ArrayList<>(2);
        for (String value : message.headers().values("Reason")) {
            try {
                read(new Cursor(value), reasons);
            } catch (Malformed malformed) {
                // informative only: what stands before the mistake still counts
                continue;
            }
        }
        return List.copyOf(reasons);
    }

    private static void read(Cursor cursor, List<Reason> reasons) {
        do {
            cursor.skipSpace();
            String protocol = cursor.token();
            Parameters parameters = ParameterParser.ofHeader(cursor);
            OptionalInt cause = parameters
                    .get("cause")
                    .flatMap(text -> Malformed.ifAny(() -> (int) Numbers.parse(text, 999)))
                    .map(OptionalInt::of)
                    .orElse(OptionalInt.empty());
            reasons.add(new Reason(protocol, cause, parameters.get("text").orElse("")));
        } while (cursor.take(','));
    }

    public Header header() {
        return new Header("Reason", toString());
    }

    @Override
    public String toString() {
        StringBuilder written = new StringBuilder(40).append(protocol);
        cause.ifPresent(number -> written.append(";cause=").append(number));
        if (!text.isEmpty()) {
            Quotes.write(text, written.append(";text="));
        }
        return written.toString();
    }
}
