package voipbin.sip.message;

/** Decimal numbers of headers. */
final class Numbers {

    private Numbers() {}

    /** Digits only, no sign, at most {@code largest}. @throws Malformed otherwise */
    static long parse(String text, long largest) {
        if (text.isEmpty() || text.length() > 18) {
            throw new Malformed("not a number, or too long");
        }
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new Malformed("not a number");
            }
            number = number * 10 + digit;
        }
        if (number > largest) {
            throw new Malformed("a number out of range");
        }
        return number;
    }
}
