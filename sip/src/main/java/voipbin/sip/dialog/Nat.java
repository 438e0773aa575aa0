package voipbin.sip.dialog;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import voipbin.sip.message.SipUri;
import voipbin.sip.message.Uri;

/** Whether a Contact can be reached as it is written. */
final class Nat {

    private Nat() {}

    /**
     * A private address that the messages do not come from stands behind a NAT; so does what is not SIP at all. A GRUU
     * (RFC 5627) leads to a registrar, which would only look up where they come from.
     */
    static boolean hides(Uri contact, InetSocketAddress source) {
        if (!(contact instanceof SipUri uri)) {
            return true;
        }
        if (uri.parameters().has("gr")) {
            return true;
        }
        Optional<InetAddress> address = uri.literalHost();
        return address.isPresent() && !address.get().equals(source.getAddress()) && isPrivate(address.get());
    }

    private static boolean isPrivate(InetAddress address) {
        byte[] octets = address.getAddress();
        boolean uniqueLocal = octets.length == 16 && (octets[0] & 0xfe) == 0xfc;
        boolean carrierGrade = octets.length == 4 && octets[0] == 100 && (octets[1] & 0xc0) == 64;
        return address.isSiteLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || uniqueLocal
                || carrierGrade;
    }
}
