package voipbin.platform.agent;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.kit.json.OmitUnset;
import voipbin.kit.json.Secret;
import voipbin.platform.address.Address;
import voipbin.platform.customer.Customer;

/** A person of a customer: logs in with username and password, and rings at a set of addresses. */
@OmitUnset
public record Agent(
        Id<Agent> id,
        Id<Customer> customerId,
        String username,
        @Secret String passwordHash,
        String name,
        String detail,
        RingMethod ringMethod,
        Status status,
        int permission,
        List<Id<?>> tagIds,
        List<Address> addresses,
        String directHash,
        Instant tmCreate,
        @Nullable Instant tmUpdate,
        @Nullable Instant tmDelete) {

    public enum RingMethod {
        RINGALL,
        LINEAR
    }

    public enum Status {
        AVAILABLE,
        AWAY,
        BUSY,
        OFFLINE,
        RINGING
    }
}
