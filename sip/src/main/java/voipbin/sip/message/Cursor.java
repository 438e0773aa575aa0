package voipbin.sip.message;

/** A place in a header's value that moves on as pieces are read. */
final class Cursor {

    private final String text;
    private int at;

    Cursor(String text) {
        this.text = text;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    boolean sees(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    boolean take(char c) {
        if (sees(c)) {
            at++;
            return true;
        }
        return false;
    }

    void expect(char c) {
        if (!take(c)) {
            throw new Malformed("expected " + c);
        }
    }

    void skipSpace() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    String token() {
        int start = at;
        while (at < text.length() && Syntax.isTokenCharacter(text.charAt(at))) {
            at++;
        }
        if (start == at) {
            throw new Malformed("expected a token");
        }
        return text.substring(start, at);
    }

    /** A quoted string with its quotes. */
    String quoted() {
        int start = at;
        expect('"');
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= text.length()) {
            throw new Malformed("a quoted string without its end");
        }
        at++;
        return text.substring(start, at);
    }

    /** A quoted string with its quotes, or anything up to white space, comma or semicolon (token, host, IPv6). */
    String parameterValue() {
        return sees('"') ? quoted() : upTo(" \t;,\"<>");
    }

    /** What stands before the first of these characters or the end; may not be empty. */
    String upTo(String ends) {
        int start = at;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (start == at) {
            throw new Malformed("expected a value");
        }
        return text.substring(start, at);
    }

    /** What has not been read yet; does not move. */
    String rest() {
        return text.substring(Math.min(at, text.length()));
    }
}
