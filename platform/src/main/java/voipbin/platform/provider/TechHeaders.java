package voipbin.platform.provider;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import voipbin.sip.message.Header;

/**
 * The headers that an operator adds to the INVITEs of a provider. One that could say something else than it seems to,
 * or that is ours to write, is passed over; it never fails the call (sip-identity §4.6).
 */
public final class TechHeaders {

    /** RFC 3261 §25.1: what a header's name consists of. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9.!%*_+`'~-]+");

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\x{2028}\\x{2029}]");

    /** Ours by the platform's rules, and those that the stack writes (RFC 3261 §20, with their short forms). */
    private static final Set<String> RESERVED = Set.of(
            "p-asserted-identity",
            "p-preferred-identity",
            "privacy",
            "remote-party-id",
            "via",
            "v",
            "from",
            "f",
            "to",
            "t",
            "call-id",
            "i",
            "cseq",
            "contact",
            "m",
            "max-forwards",
            "route",
            "record-route",
            "content-length",
            "l",
            "content-type",
            "c",
            "content-encoding",
            "e",
            "authorization",
            "proxy-authorization",
            "allow",
            "supported",
            "k",
            "require",
            "proxy-require",
            "session-expires",
            "x",
            "min-se",
            "rack",
            "rseq",
            "replaces",
            "event");

    private TechHeaders() {}

    /** Those that may go out. */
    public static List<Header> of(Map<String, String> headers) {
        return headers.entrySet().stream()
                .filter(entry -> isAllowed(entry.getKey(), entry.getValue()))
                .map(entry -> new Header(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Nothing that begins with VB leaves the platform: it is what our own parts say to each other (§1.2). */
    private static boolean isAllowed(String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        return TOKEN.matcher(name).matches()
                && !RESERVED.contains(lower)
                && !lower.startsWith("vb-")
                && !lower.startsWith("vbout-")
                && !CONTROL.matcher(value).find();
    }
}
