package voipbin.platform.flow;

import java.util.List;
import voipbin.platform.address.Address;

/**
 * Whom a call is to be connected with.
 *
 * @param source what the called ones see; without a type, the call's own caller
 * @param destinations all ring at once, the first answer is connected
 * @param earlyMedia whether the caller hears what the called network plays before the answer
 * @param relayReason whether the caller is told why nobody answered, and the flow ends with that
 * @param anonymous {@code yes}, {@code no}, {@code auto} or empty
 */
public record Connection(
        Address source, List<Address> destinations, boolean earlyMedia, boolean relayReason, String anonymous) {}
