package voipbin.sip.auth;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import voipbin.sip.message.Request;

/**
 * What a challenge offers to whom. MD5 stands first although RFC 8760 wants the stronger first: old phones look at the
 * first challenge only; those that know better take SHA-256 wherever it stands.
 */
final class Algorithms {

    private static final Pattern WEB_SOCKET = Pattern.compile("(?i)SIP\\s*/\\s*2.0\\s*/\\s*WSS?\\s");

    private Algorithms() {}

    static List<Algorithm> offeredTo(Request request) {
        String userAgent = request.header("User-Agent").orElse("").toLowerCase(Locale.ROOT);
        // baresip 1.0 gives up when any of the challenges is one that it does not know
        // JsSIP takes the last one and gives up when it is not MD5; applications rename it, so its transport tells
        boolean browser =
                WEB_SOCKET.matcher(request.headers().first("Via").orElse("")).lookingAt();
        return browser || userAgent.startsWith("baresip")
                ? List.of(Algorithm.MD5)
                : List.of(Algorithm.MD5, Algorithm.SHA_256);
    }
}
