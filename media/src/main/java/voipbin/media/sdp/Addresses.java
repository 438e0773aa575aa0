package voipbin.media.sdp;

import java.net.InetAddress;
import java.util.Optional;

/** How addresses stand in {@code c=}, {@code o=} and {@code a=rtcp} lines (RFC 8866 §5.7). */
final class Addresses {

    private Addresses() {}

    /** {@code IN IP4 192.0.2.1}. */
    static String typed(String address) {
        return (address.indexOf(':') >= 0 ? "IN IP6 " : "IN IP4 ") + address;
    }

    /** The text of an address without an interface's name, which means nothing elsewhere. */
    static String text(InetAddress address) {
        String text = address.getHostAddress();
        int scope = text.indexOf('%');
        return scope < 0 ? text : text.substring(0, scope);
    }

    /** Where one host can be reached by this literal; empty for names, "nowhere" addresses and groups. */
    static Optional<InetAddress> unicast(String literal) {
        try {
            InetAddress address = InetAddress.ofLiteral(literal);
            return address.isAnyLocalAddress() || address.isMulticastAddress()
                    ? Optional.empty()
                    : Optional.of(address);
        } catch (IllegalArgumentException name) {
            // A name would have to be looked up; the first packet tells where the peer is just as well.
            return Optional.empty();
        }
    }

    /** Whether it is 0.0.0.0 or ::, the hold of RFC 2543 §B.5. */
    static boolean isNowhere(String literal) {
        try {
            return InetAddress.ofLiteral(literal).isAnyLocalAddress();
        } catch (IllegalArgumentException name) {
            return false;
        }
    }
}
