package voipbin.platform.trunk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.platform.customer.Customer;

/**
 * The right of a customer's telephone system to send calls.
 *
 * @param domainName in lower case, nobody else's; the SIP domain is {@code <domainName>.trunk.<base>}
 * @param authTypes either suffices
 * @param password shown to its owner in plain, as the telephone system needs it
 * @param allowedIps IPv4 and IPv6 addresses, not networks
 */
public record Trunk(
        Id<Trunk> id,
        Id<Customer> customerId,
        String name,
        String detail,
        String domainName,
        List<AuthType> authTypes,
        String username,
        String password,
        List<String> allowedIps,
        Instant tmCreate,
        @Nullable Instant tmUpdate,
        @Nullable Instant tmDelete) {

    public enum AuthType {
        /** Digest with username and password. */
        BASIC,
        /** By the address that the call comes from. */
        IP
    }

    record Draft(
            String name,
            String detail,
            String domainName,
            List<AuthType> authTypes,
            String username,
            String password,
            List<String> allowedIps) {}

    record Edit(
            String name,
            String detail,
            List<AuthType> authTypes,
            String username,
            String password,
            List<String> allowedIps) {}
}
