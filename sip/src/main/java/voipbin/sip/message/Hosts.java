package voipbin.sip.message;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;

/** Hosts of URIs and Via: names, IPv4 addresses, IPv6 addresses in brackets (RFC 3261, 25.1). */
public final class Hosts {

    private Hosts() {}

    /** An address as a URI writes it: IPv6 in brackets and without its zone. */
    public static String text(InetAddress address) {
        String text = address.getHostAddress();
        if (!(address instanceof Inet6Address)) {
            return text;
        }
        int zone = text.indexOf('%');
        return "[" + (zone < 0 ? text : text.substring(0, zone)) + "]";
    }

    /** The address if the host is a literal; never asks DNS. */
    public static Optional<InetAddress> literal(String host) {
        boolean bracketed = host.length() > 2 && host.charAt(0) == '[' && host.endsWith("]");
        try {
            return Optional.of(InetAddress.ofLiteral(bracketed ? host.substring(1, host.length() - 1) : host));
        } catch (IllegalArgumentException name) {
            return Optional.empty();
        }
    }
}
