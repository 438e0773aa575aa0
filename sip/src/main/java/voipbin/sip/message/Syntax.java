package voipbin.sip.message;

/** Character classes of RFC 3261, section 25.1. */
final class Syntax {

    private static final boolean[] TOKEN = classOf("-.!%*_+`'~");
    private static final boolean[] UNRESERVED = classOf("-_.!~*'()");
    private static final boolean[] USER = classOf("-_.!~*'()&=+$,;?/");

    private Syntax() {}

    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isTokenCharacter(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    static boolean isTokenCharacter(char c) {
        return c < 128 && TOKEN[c];
    }

    /** What stands unescaped in the user part of a URI: unreserved and user-unreserved. */
    static boolean isUserCharacter(char c) {
        return c < 128 && USER[c];
    }

    /** What stands unescaped in a password: unreserved and a few more, of which we write the unreserved only. */
    static boolean isUnreserved(char c) {
        return c < 128 && UNRESERVED[c];
    }

    private static boolean[] classOf(String marks) {
        boolean[] members = new boolean[128];
        for (char c = 0; c < 128; c++) {
            members[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || marks.indexOf(c) >= 0;
        }
        return members;
    }
}
