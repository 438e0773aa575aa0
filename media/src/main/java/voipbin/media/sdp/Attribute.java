package voipbin.media.sdp;

/** An {@code a=} line: {@code name} or {@code name:value} (RFC 8866 §5.13); the value of the first kind is empty. */
public record Attribute(String name, String value) {

    /** An attribute without a value. */
    public static Attribute flag(String name) {
        return new Attribute(name, "");
    }

    String line() {
        return value.isEmpty() ? "a=" + name : "a=" + name + ":" + value;
    }
}
