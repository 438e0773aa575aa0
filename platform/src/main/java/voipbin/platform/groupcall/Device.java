package voipbin.platform.groupcall;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import voipbin.base.Id;
import voipbin.platform.address.Address;
import voipbin.platform.call.Attempt;

/**
 * One phone.
 *
 * @param ways to it, at least one: by the proxies that it registered through, or straight to where it was heard
 */
public record Device(String dialName, List<Attempt> ways) {

    /** A call to it, by one way after the other. */
    public Party.Single ring() {
        return new Party.Single(Id.random(), Optional.empty(), address(), ways, Map.of());
    }

    /** The address that the call to this phone shows as its destination. */
    private Address address() {
        String uri = ways.getFirst().target().toString();
        return Address.of(Address.SIP, uri.substring(uri.indexOf(':') + 1), dialName);
    }
}
