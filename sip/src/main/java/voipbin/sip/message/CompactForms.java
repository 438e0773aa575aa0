package voipbin.sip.message;

/** One-letter header names (RFC 3261, 7.3.3, and IANA's header field registry). */
final class CompactForms {

    private CompactForms() {}

    static String full(String name) {
        if (name.length() != 1) {
            return name;
        }
        return switch (Character.toLowerCase(name.charAt(0))) {
            case 'a' -> "Accept-Contact";
            case 'b' -> "Referred-By";
            case 'c' -> "Content-Type";
            case 'd' -> "Request-Disposition";
            case 'e' -> "Content-Encoding";
            case 'f' -> "From";
            case 'i' -> "Call-ID";
            case 'j' -> "Reject-Contact";
            case 'k' -> "Supported";
            case 'l' -> "Content-Length";
            case 'm' -> "Contact";
            case 'o' -> "Event";
            case 'r' -> "Refer-To";
            case 's' -> "Subject";
            case 't' -> "To";
            case 'u' -> "Allow-Events";
            case 'v' -> "Via";
            case 'x' -> "Session-Expires";
            case 'y' -> "Identity";
            default -> name;
        };
    }
}
