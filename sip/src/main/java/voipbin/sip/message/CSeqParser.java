package voipbin.sip.message;

/** Reads CSeq (RFC 3261, 20.16). */
final class CSeqParser {

    private static final long LARGEST = 0x7fff_ffffL;

    private CSeqParser() {}

    static CSeq parse(String text) {
        Cursor cursor = new Cursor(text);
        String number = cursor.upTo(" \t");
        cursor.skipSpace();
        String method = cursor.token();
        cursor.skipSpace();
        if (!cursor.atEnd()) {
            throw new Malformed("text after a CSeq");
        }
        return new CSeq(Numbers.parse(number, LARGEST), Method.of(method));
    }
}
