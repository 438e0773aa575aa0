package voipbin.sip.message;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads URIs (RFC 3261, 25.1, SIP-URI, absoluteURI). */
final class UriParser {

    private UriParser() {}

    static Uri parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new Malformed("a URI without a scheme");
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) == '<' || text.charAt(i) == '>' || text.charAt(i) == 127) {
                throw new Malformed("a character that no URI holds");
            }
        }
        String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
        String rest = text.substring(colon + 1);
        return switch (scheme) {
            case "sip" -> sip(false, rest);
            case "sips" -> sip(true, rest);
            default -> other(scheme, rest);
        };
    }

    private static OtherUri other(String scheme, String rest) {
        for (int i = 0; i < scheme.length(); i++) {
            char c = scheme.charAt(i);
            boolean letter = c >= 'a' && c <= 'z';
            if (!letter && (i == 0 || "0123456789+-.".indexOf(c) < 0)) {
                throw new Malformed("not a URI scheme");
            }
        }
        if (rest.isEmpty()) {
            throw new Malformed("a URI of a scheme alone");
        }
        return new OtherUri(scheme, rest);
    }

    /** The user ends at the last {@code @} before the host: a {@code ;} or {@code ?} may stand in the user. */
    private static SipUri sip(boolean secure, String rest) {
        int at = rest.indexOf('@');
        String afterUser = rest.substring(at + 1);
        if (at == 0 || afterUser.indexOf('@') >= 0) {
            throw new Malformed("a URI with an empty user or two @");
        }
        int question = afterUser.indexOf('?');
        String headers = question < 0 ? "" : afterUser.substring(question + 1);
        String beforeHeaders = question < 0 ? afterUser : afterUser.substring(0, question);
        int semicolon = beforeHeaders.indexOf(';');
        String hostPort = semicolon < 0 ? beforeHeaders : beforeHeaders.substring(0, semicolon);
        HostPort host = HostPort.parse(hostPort);
        Parameters parameters =
                semicolon < 0 ? Parameters.none() : ParameterParser.ofUri(beforeHeaders.substring(semicolon));
        String userInfo = at < 0 ? "" : rest.substring(0, at);
        return new SipUri(secure, user(userInfo), password(userInfo), host.host(), host.port(), parameters, headers);
    }

    private static Optional<String> user(String userInfo) {
        int colon = userInfo.indexOf(':');
        String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
        if (user.isEmpty() && colon == 0) {
            throw new Malformed("a password without a user");
        }
        return user.isEmpty() ? Optional.empty() : Optional.of(Escapes.read(user));
    }

    private static Optional<String> password(String userInfo) {
        int colon = userInfo.indexOf(':');
        return colon < 0 ? Optional.empty() : Optional.of(Escapes.read(userInfo.substring(colon + 1)));
    }

    /** {@code host[:port]}, of a URI or of a Via. */
    record HostPort(String host, OptionalInt port) {

        static HostPort parse(String text) {
            int afterHost = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
            if (afterHost == 0) {
                throw new Malformed("no host");
            }
            String host = afterHost < 0 ? text : text.substring(0, afterHost);
            String port = afterHost < 0 ? "" : text.substring(afterHost);
            check(host);
            return new HostPort(host.toLowerCase(Locale.ROOT), port(port));
        }

        private static OptionalInt port(String text) {
            if (text.isEmpty()) {
                return OptionalInt.empty();
            }
            long port = text.charAt(0) == ':' ? Numbers.parse(text.substring(1), 65_535) : 0;
            if (port == 0) {
                throw new Malformed("not a port");
            }
            return OptionalInt.of((int) port);
        }

        private static void check(String host) {
            boolean bracketed = host.startsWith("[");
            if (bracketed && Hosts.literal(host).isEmpty()) {
                throw new Malformed("not an IPv6 address");
            }
            for (int i = 0; i < host.length() && !bracketed; i++) {
                char c = host.charAt(i);
                // the underscore is not the RFC's, but names in the field have it
                if (!(c < 128 && Character.isLetterOrDigit(c)) && c != '-' && c != '.' && c != '_') {
                    throw new Malformed("not a host");
                }
            }
            if (host.isEmpty()) {
                throw new Malformed("no host");
            }
        }
    }
}
