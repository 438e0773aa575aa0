package voipbin.platform.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.kit.json.Always;
import voipbin.platform.customer.Customer;

/**
 * How much a customer keeps here.
 *
 * @param totalFileSize bytes
 */
public record StorageAccount(
        Id<StorageAccount> id,
        Id<Customer> customerId,
        @Always long totalFileCount,
        @Always long totalFileSize,
        Instant tmCreate,
        @Nullable Instant tmUpdate,
        @Nullable Instant tmDelete) {

    /** The most bytes of a customer: 10 GiB. */
    static final long QUOTA = 10L << 30;

    /** @param customerId whom it is for; nil for the caller's own customer */
    record Draft(Id<Customer> customerId) {}
}
