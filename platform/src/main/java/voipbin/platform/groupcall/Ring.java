package voipbin.platform.groupcall;

import java.net.InetSocketAddress;
import java.util.List;
import voipbin.platform.address.Address;
import voipbin.platform.flow.Flow;
import voipbin.platform.groupcall.Groupcall.HangupReason;
import voipbin.sip.message.SipUri;

/**
 * A group that is to ring.
 *
 * @param devices what one destination expands to; empty means that the group is over at once
 * @param ifNone why, when there is no device
 */
public record Ring(Flow flow, Address source, Address destination, List<Device> devices, HangupReason ifNone) {

    /** One phone: what it registered as, and where its packets come from. */
    public record Device(SipUri contact, InetSocketAddress source, String dialName) {

        /** The address that the call to this phone shows as its destination. */
        Address address() {
            String uri = contact.toString();
            return Address.of(Address.SIP, uri.substring(uri.indexOf(':') + 1), dialName);
        }
    }
}
