package voipbin.sip.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The start line and the header lines, unfolded, before anybody looks into them.
 *
 * @param broken why the message must be refused, where some lines could not be read but others could
 */
record Head(String startLine, List<Header> headers, Optional<String> broken) {

    private static final int LONGEST_LINE = 16_384;
    private static final int MOST_HEADERS = 200;

    /** @throws Malformed if there is not even a start line */
    static Head read(String text) {
        int end = endOfLine(text, 0);
        String startLine = line(text, 0, end);
        if (startLine.isBlank() || startLine.length() > LONGEST_LINE) {
            throw new Malformed("no start line");
        }
        List<Header> headers = new ArrayList<>(16);
        Optional<String> broken = Optional.empty();
        int at = end + 1;
        while (at < text.length()) {
            end = endOfLine(text, at);
            String line = line(text, at, end);
            at = end + 1;
            if (line.isEmpty()) {
                break;
            }
            while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
                end = endOfLine(text, at);
                line = line + " " + line(text, at, end).strip();
                at = end + 1;
            }
            if (headers.size() == MOST_HEADERS || line.length() > LONGEST_LINE) {
                throw new Malformed("too many or too long header lines");
            }
            broken = add(line, headers) ? broken : Optional.of("a line that is no header");
        }
        return new Head(startLine, headers, broken);
    }

    private static int endOfLine(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private static String line(String text, int from, int end) {
        return text.substring(from, end > from && text.charAt(end - 1) == '\r' ? end - 1 : end);
    }

    private static boolean add(String line, List<Header> headers) {
        int colon = line.indexOf(':');
        String name = colon < 1 ? "" : line.substring(0, colon).stripTrailing();
        String value = line.substring(colon + 1).strip();
        if (!Syntax.isToken(name) || value.indexOf('\r') >= 0 || value.indexOf(0) >= 0) {
            return false;
        }
        headers.add(new Header(CompactForms.full(name), value));
        return true;
    }
}
