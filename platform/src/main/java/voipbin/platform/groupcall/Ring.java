package voipbin.platform.groupcall;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import voipbin.platform.address.Address;
import voipbin.platform.call.Attempt;
import voipbin.platform.flow.Flow;
import voipbin.platform.groupcall.Groupcall.HangupReason;
import voipbin.sip.message.Header;
import voipbin.sip.message.SipUri;

/**
 * A group that is to ring.
 *
 * @param devices what one destination expands to; empty means that the group is over at once
 * @param ifNone why, when there is no device
 * @param variables what the flow of each member begins with
 */
public record Ring(
        Flow flow,
        Address source,
        Address destination,
        List<Device> devices,
        HangupReason ifNone,
        Map<String, String> variables) {

    /** One whose flows have no variables of their own. */
    public Ring(Flow flow, Address source, Address destination, List<Device> devices, HangupReason ifNone) {
        this(flow, source, destination, devices, ifNone, Map.of());
    }

    /**
     * One phone: what it registered as, and where its packets come from.
     *
     * @param routes the proxies on the way to it, as header lines; mostly none
     */
    public record Device(SipUri contact, InetSocketAddress source, String dialName, List<Header> routes) {

        /** One that no proxy stands before. */
        public Device(SipUri contact, InetSocketAddress source, String dialName) {
            this(contact, source, dialName, List.of());
        }

        /** The way to it: by the proxies that it registered through, or straight to where it was heard. */
        Attempt way() {
            Optional<InetSocketAddress> nextHop = routes.isEmpty() ? Optional.of(source) : Optional.empty();
            return new Attempt(contact, nextHop, routes, List.of(), false);
        }

        /** The address that the call to this phone shows as its destination. */
        Address address() {
            String uri = contact.toString();
            return Address.of(Address.SIP, uri.substring(uri.indexOf(':') + 1), dialName);
        }
    }
}
