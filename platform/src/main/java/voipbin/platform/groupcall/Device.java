package voipbin.platform.groupcall;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import voipbin.platform.address.Address;
import voipbin.platform.call.Attempt;
import voipbin.sip.message.Header;
import voipbin.sip.message.SipUri;

/**
 * One phone: what it registered as, and where its packets come from.
 *
 * @param routes the proxies on the way to it, as header lines; mostly none
 */
public record Device(SipUri contact, InetSocketAddress source, String dialName, List<Header> routes) {

    /** A call to it. */
    public Party.Single ring() {
        return Party.Single.of(address(), way());
    }

    /** By the proxies that it registered through, or straight to where it was heard. */
    private Attempt way() {
        Optional<InetSocketAddress> nextHop = routes.isEmpty() ? Optional.of(source) : Optional.empty();
        return new Attempt(contact, nextHop, routes, List.of(), false);
    }

    /** The address that the call to this phone shows as its destination. */
    private Address address() {
        String uri = contact.toString();
        return Address.of(Address.SIP, uri.substring(uri.indexOf(':') + 1), dialName);
    }
}
