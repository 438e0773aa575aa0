package voipbin.kit.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import voipbin.base.Problem;

/** Percent-encoding (RFC 3986 §2.1) of paths and queries. */
final class Percent {

    private Percent() {}

    /** @throws Problem 400 {@code INVALID_REQUEST_PARAMETER} */
    static String decode(String segment) {
        return decodeForm(segment.replace("+", "%2B"));
    }

    /** The parameters of a query; of a name that comes twice the first. */
    static Map<String, String> query(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            parameters.putIfAbsent(decodeForm(name), equals < 0 ? "" : decodeForm(pair.substring(equals + 1)));
        }
        return parameters;
    }

    private static String decodeForm(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw Problem.invalid("INVALID_REQUEST_PARAMETER", "url", "must be percent-encoded (RFC 3986)");
        }
    }
}
