package voipbin.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A body of several parts (RFC 2046, 5.1), of which a call wants the session description (RFC 5621). At most 20 parts,
 * at most three deep, are looked at.
 */
public final class Multipart {

    private static final String SDP = "application/sdp";
    private static final int MOST_PARTS = 20;
    private static final int DEEPEST = 3;

    private Multipart() {}

    /** What the parts come to. */
    public sealed interface Outcome {

        /** One describes the session, and the others may be left unread. */
        record Session(byte[] sdp) implements Outcome {}

        /** All may be left unread. */
        record Nothing() implements Outcome {}

        /** There is one that must be understood and is not (RFC 5621, 4), or the parts cannot be told apart. */
        record Unknown() implements Outcome {}
    }

    /**
     * @param type the value of a Content-Type of {@code multipart/*}
     * @param body the octets that it describes
     */
    public static Outcome read(String type, byte[] body) {
        return read(type, body, 1);
    }

    private static Outcome read(String type, byte[] body, int depth) {
        Optional<String> boundary = boundary(type);
        if (boundary.isEmpty() || depth > DEEPEST) {
            return new Outcome.Unknown();
        }
        // octets as characters one to one: a part need not be text
        String text = new String(body, StandardCharsets.ISO_8859_1);
        List<Part> parts = parts(text, boundary.get());
        boolean alternatives = Part.word(type).equals("multipart/alternative");
        Outcome sum = parts.isEmpty() ? new Outcome.Unknown() : new Outcome.Nothing();
        for (Part part : parts) {
            Outcome one = part.outcome(depth);
            if (one instanceof Outcome.Session) {
                sum = one;
            } else if (one instanceof Outcome.Unknown && !part.isOptional() && !alternatives) {
                return one;
            }
        }
        return sum;
    }

    private static Optional<String> boundary(String type) {
        return Malformed.ifAny(() -> {
            int parameters = type.indexOf(';');
            if (parameters < 0) {
                throw new Malformed("no boundary");
            }
            return ParameterParser.ofHeader(new Cursor(type.substring(parameters)))
                    .get("boundary")
                    .filter(value -> !value.isEmpty())
                    .orElseThrow(() -> new Malformed("no boundary"));
        });
    }

    /**
     * RFC 2046, 5.1.1: the line end before a delimiter belongs to the delimiter; what is around the parts is nothing.
     */
    private static List<Part> parts(String text, String boundary) {
        String delimiter = "\r\n--" + boundary;
        String whole = "\r\n" + text;
        List<Part> parts = new ArrayList<>();
        int from = whole.indexOf(delimiter);
        while (from >= 0 && parts.size() < MOST_PARTS && !whole.startsWith("--", from + delimiter.length())) {
            int begin = from + delimiter.length();
            int end = whole.indexOf(delimiter, begin);
            int line = whole.indexOf("\r\n", begin);
            if (end < 0 || line < 0 || line > end) {
                return List.of();
            }
            parts.add(Part.of(whole.substring(line, end)));
            from = end;
        }
        return parts;
    }

    /** @param head lines of headers */
    private record Part(List<String> head, String content) {

        /** @param text from the line end before its headers */
        static Part of(String text) {
            int end = text.indexOf("\r\n\r\n");
            return end < 0
                    ? new Part(List.of(), "")
                    : new Part(text.substring(0, end).strip().lines().toList(), text.substring(end + 4));
        }

        private Optional<String> header(String name) {
            return head.stream()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst();
        }

        Outcome outcome(int depth) {
            String type = header("Content-Type").orElse("text/plain");
            byte[] octets = content.getBytes(StandardCharsets.ISO_8859_1);
            if (word(type).equals(SDP) && isUncoded()) {
                return new Outcome.Session(octets);
            }
            return word(type).startsWith("multipart/")
                    ? Multipart.read(type, octets, depth + 1)
                    : new Outcome.Unknown();
        }

        private boolean isUncoded() {
            return header("Content-Encoding")
                    .filter(coding -> !coding.equalsIgnoreCase("identity"))
                    .isEmpty();
        }

        boolean isOptional() {
            return header("Content-Disposition")
                    .filter(value -> value.replace(" ", "").contains("handling=optional"))
                    .isPresent();
        }

        static String word(String value) {
            int end = value.indexOf(';');
            return (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        }
    }
}
