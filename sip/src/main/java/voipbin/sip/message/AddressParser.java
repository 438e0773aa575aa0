package voipbin.sip.message;

import java.util.ArrayList;
import java.util.List;

/** Reads name-addr and addr-spec with header parameters (RFC 3261, 25.1; 20.10). */
final class AddressParser {

    private AddressParser() {}

    static NameAddress single(String text) {
        Cursor cursor = new Cursor(text);
        NameAddress address = next(cursor);
        if (!cursor.atEnd()) {
            throw new Malformed("text after an address");
        }
        return address;
    }

    /** A comma list; may not be empty. */
    static List<NameAddress> list(String text) {
        Cursor cursor = new Cursor(text);
        List<NameAddress> all = new ArrayList<>(2);
        do {
            all.add(next(cursor));
        } while (cursor.take(','));
        if (!cursor.atEnd()) {
            throw new Malformed("text after an address");
        }
        return all;
    }

    private static NameAddress next(Cursor cursor) {
        cursor.skipSpace();
        if (cursor.sees('"')) {
            String displayName = Quotes.unquote(cursor.quoted());
            cursor.skipSpace();
            cursor.expect('<');
            return bracketed(displayName, cursor);
        }
        if (cursor.take('<')) {
            return bracketed("", cursor);
        }
        return unquoted(cursor);
    }

    /** Either words and then brackets, or a bare URI, whose parameters are the header's (20.10). */
    private static NameAddress unquoted(Cursor cursor) {
        int bracket = cursor.rest().indexOf('<');
        String before = bracket < 0 ? cursor.rest() : cursor.rest().substring(0, bracket);
        if (bracket >= 0 && isWords(before)) {
            cursor.upTo("<");
            cursor.expect('<');
            return bracketed(before.strip(), cursor);
        }
        Uri uri = UriParser.parse(cursor.upTo(" \t;,?<>\""));
        return new NameAddress("", uri, ParameterParser.ofHeader(cursor));
    }

    /** Tokens with spaces between; dots, brackets and other marks that some phones leave unquoted are let through. */
    private static boolean isWords(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ':' || c == ',' || c == ';' || c == '"' || c == '>' || c < ' ' && c != '\t') {
                return false;
            }
        }
        return !text.isBlank();
    }

    private static NameAddress bracketed(String displayName, Cursor cursor) {
        Uri uri = UriParser.parse(cursor.upTo(">").strip());
        cursor.expect('>');
        return new NameAddress(displayName, uri, ParameterParser.ofHeader(cursor));
    }
}
