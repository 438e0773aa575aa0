package voipbin.sip.auth;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The {@code Digest name=value, name="value"} list of challenges and credentials (RFC 3261, 25.1). */
final class DigestFields {

    private final Map<String, String> values = new HashMap<>();

    private DigestFields() {}

    /** Empty if the scheme is another one or the list is broken. */
    static Optional<DigestFields> parse(String header) {
        if (!header.regionMatches(true, 0, "Digest", 0, 6)
                || header.length() < 8
                || !Character.isWhitespace(header.charAt(6))) {
            return Optional.empty();
        }
        DigestFields fields = new DigestFields();
        int at = 7;
        while (at < header.length()) {
            int equals = header.indexOf('=', at);
            if (equals < 0) {
                return header.substring(at).isBlank() ? Optional.of(fields) : Optional.empty();
            }
            int end = endOfValue(header, equals + 1);
            if (end < 0) {
                return Optional.empty();
            }
            String name = header.substring(at, equals).strip().toLowerCase(Locale.ROOT);
            // a name given twice keeps its first value: nothing may be smuggled in behind it
            fields.values.putIfAbsent(
                    name, unquoted(header.substring(equals + 1, end).strip()));
            at = end + 1;
        }
        return Optional.of(fields);
    }

    /** At the next comma outside quotes, or the end; negative if a quote stays open. */
    private static int endOfValue(String header, int from) {
        boolean quoted = false;
        for (int i = from; i < header.length(); i++) {
            char c = header.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                return i;
            }
        }
        return quoted ? -1 : header.length();
    }

    private static String unquoted(String value) {
        if (value.length() < 2 || value.charAt(0) != '"' || value.charAt(value.length() - 1) != '"') {
            return value;
        }
        StringBuilder plain = new StringBuilder(value.length());
        for (int i = 1; i < value.length() - 1; i++) {
            char c = value.charAt(i);
            plain.append(c == '\\' && i + 1 < value.length() - 1 ? value.charAt(++i) : c);
        }
        return plain.toString();
    }

    static String quoted(String plain) {
        return '"' + plain.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    String text(String name) {
        return values.getOrDefault(name, "");
    }
}
