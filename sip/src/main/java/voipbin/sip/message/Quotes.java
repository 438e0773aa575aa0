package voipbin.sip.message;

/** Quoted strings (RFC 3261, 25.1, quoted-string). */
final class Quotes {

    private Quotes() {}

    /** Takes the quotes and backslashes away if the text starts with a quote. */
    static String unquote(String text) {
        if (text.length() < 2 || text.charAt(0) != '"') {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 1; i < text.length() - 1; i++) {
            char c = text.charAt(i);
            plain.append(c == '\\' && i + 1 < text.length() - 1 ? text.charAt(++i) : c);
        }
        return plain.toString();
    }

    static StringBuilder write(String plain, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\');
            }
            // a line end cannot stand in a quoted string, escaped or not
            text.append(c == '\r' || c == '\n' || c == 0 ? ' ' : c);
        }
        return text.append('"');
    }

    /** Quotes what is neither a token nor a host ({@code [}, {@code ]} and {@code :} are an IPv6 address's). */
    static String ifNeeded(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!Syntax.isTokenCharacter(c) && c != '[' && c != ']' && c != ':') {
                return write(value, new StringBuilder(value.length() + 2)).toString();
            }
        }
        return value.isEmpty() ? "\"\"" : value;
    }
}
