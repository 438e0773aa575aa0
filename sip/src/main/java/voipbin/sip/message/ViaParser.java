package voipbin.sip.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads Via values (RFC 3261, 20.42), white space around the slashes included. */
final class ViaParser {

    private ViaParser() {}

    static List<Via> all(List<String> values) {
        List<Via> all = new ArrayList<>(values.size());
        for (String value : values) {
            Cursor cursor = new Cursor(value);
            do {
                all.add(next(cursor));
            } while (cursor.take(','));
            if (!cursor.atEnd()) {
                throw new Malformed("text after a Via");
            }
        }
        if (all.isEmpty()) {
            throw new Malformed("no Via");
        }
        return List.copyOf(all);
    }

    private static Via next(Cursor cursor) {
        cursor.skipSpace();
        String name = cursor.token();
        slash(cursor);
        String version = cursor.token();
        slash(cursor);
        String transport = cursor.token().toUpperCase(Locale.ROOT);
        if (!name.equalsIgnoreCase("SIP") || !version.equals("2.0")) {
            throw new Malformed("a Via of another protocol");
        }
        cursor.skipSpace();
        // white space may stand around the colon of sent-by (25.1, COLON)
        String host = cursor.upTo(" \t;,");
        cursor.skipSpace();
        if (cursor.take(':')) {
            cursor.skipSpace();
            host = host + ":" + cursor.upTo(" \t;,");
        } else if (host.endsWith(":") && !cursor.atEnd()) {
            host = host + cursor.upTo(" \t;,");
        }
        UriParser.HostPort sentBy = UriParser.HostPort.parse(host);
        return new Via(transport, sentBy.host(), sentBy.port(), ParameterParser.ofHeader(cursor));
    }

    private static void slash(Cursor cursor) {
        cursor.skipSpace();
        cursor.expect('/');
        cursor.skipSpace();
    }
}
