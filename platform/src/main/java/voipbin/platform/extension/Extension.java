package voipbin.platform.extension;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.platform.customer.Customer;

/**
 * A SIP account that phones register with.
 *
 * @param extension the dial name and SIP user, unique among the customer's live extensions
 * @param domainName the customer's id; the SIP domain is {@code <domainName>.registrar.<base>}
 * @param password shown to its owner in plain, as a phone needs it
 */
public record Extension(
        Id<Extension> id,
        Id<Customer> customerId,
        String name,
        String detail,
        String extension,
        String domainName,
        String username,
        String password,
        String directHash,
        Instant tmCreate,
        @Nullable Instant tmUpdate,
        @Nullable Instant tmDelete) {

    public record Draft(String extension, String password, String name, String detail) {}

    record Edit(String name, String detail, String password) {}
}
