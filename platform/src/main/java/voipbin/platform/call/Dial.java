package voipbin.platform.call;

import java.net.InetSocketAddress;
import java.util.Optional;
import voipbin.base.Id;
import voipbin.platform.address.Address;
import voipbin.platform.flow.Flow;
import voipbin.sip.message.SipUri;

/**
 * An outgoing call to be made.
 *
 * @param id allotted by who asks, so that a group can name its members before they exist
 * @param target the Request-URI
 * @param nextHop where to send instead of what the target says: the NAT address of a registration
 * @param groupcall the group that the call belongs to, or nil
 */
public record Dial(
        Id<Call> id,
        Flow flow,
        Address source,
        Address destination,
        SipUri target,
        Optional<InetSocketAddress> nextHop,
        Id<?> groupcall) {}
