package voipbin.sip.message;

/**
 * One header line: its name as written (compact forms already spelt out by the parser) and its value without folding.
 * Names compare without regard to case; {@link #is} does that.
 */
public record Header(String name, String value) {

    /** @throws IllegalArgumentException if the name is not a token or the value would end the line */
    public Header {
        if (!Syntax.isToken(name)) {
            throw new IllegalArgumentException("not a header name: " + name);
        }
        // indexOf looks at many octets at once
        if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0 || value.indexOf(0) >= 0) {
            throw new IllegalArgumentException("header " + name + " holds a line end or a NUL");
        }
    }

    public boolean is(String otherName) {
        return name.length() == otherName.length() && name.equalsIgnoreCase(otherName);
    }

    @Override
    public String toString() {
        return name + ": " + value;
    }
}
