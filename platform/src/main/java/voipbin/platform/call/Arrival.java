package voipbin.platform.call;

import java.util.Map;
import voipbin.base.Id;
import voipbin.platform.address.Address;
import voipbin.platform.flow.Flow;
import voipbin.sip.IncomingCall;

/**
 * A call that somebody makes to us, matched with the flow that it runs.
 *
 * @param owner the agent whose address the caller's is, or nil
 */
public record Arrival(
        IncomingCall call, Flow flow, Address source, Address destination, Id<?> owner, Map<String, Object> metadata) {}
