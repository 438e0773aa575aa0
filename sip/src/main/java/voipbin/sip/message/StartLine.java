package voipbin.sip.message;

/** Request lines and status lines (RFC 3261, 7.1 and 7.2): exactly one space between the parts. */
final class StartLine {

    private static final String VERSION = "SIP/2.0";

    private StartLine() {}

    static boolean isResponse(String line) {
        return line.regionMatches(true, 0, "SIP/", 0, 4);
    }

    /** A method, something, and any version of SIP: worth an answer. */
    static boolean looksLikeRequest(String whole) {
        String line = whole.stripTrailing();
        int first = line.indexOf(' ');
        int last = line.lastIndexOf(' ');
        return first > 0
                && last > first
                && Syntax.isToken(line.substring(0, first))
                && line.regionMatches(true, last + 1, "SIP/", 0, 4);
    }

    static boolean isOtherVersion(String whole) {
        String line = whole.stripTrailing();
        return !line.regionMatches(true, line.lastIndexOf(' ') + 1, VERSION, 0, VERSION.length());
    }

    static Request request(String line, Headers headers, byte[] body) {
        int first = line.indexOf(' ');
        int last = line.lastIndexOf(' ');
        if (first < 1 || last <= first + 1 || !line.substring(last + 1).equalsIgnoreCase(VERSION)) {
            throw new Malformed("not a request line");
        }
        String method = line.substring(0, first);
        if (!Syntax.isToken(method)) {
            throw new Malformed("not a method");
        }
        return Request.of(Method.of(method), UriParser.parse(line.substring(first + 1, last)), headers, body);
    }

    /** The phrase may be empty, and then its space may be missing: seen in the field. */
    static Response response(String line, Headers headers, byte[] body) {
        int start = VERSION.length() + 1;
        if (!line.regionMatches(true, 0, VERSION + " ", 0, start) || line.length() < start + 3) {
            throw new Malformed("not a status line");
        }
        int status = (int) Numbers.parse(line.substring(start, start + 3), 699);
        String phrase = line.substring(start + 3);
        boolean oneLine = phrase.indexOf('\r') < 0 && phrase.indexOf(0) < 0;
        if (status < 100 || !(phrase.isEmpty() || phrase.charAt(0) == ' ') || !oneLine) {
            throw new Malformed("not a status line");
        }
        return Response.of(status, phrase.isEmpty() ? "" : phrase.substring(1), headers, body);
    }
}
