package voipbin.platform.tag;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.platform.customer.Customer;

/** A label of a customer's own; others refer to it by id and keep that when it is deleted. */
public record Tag(
        Id<Tag> id,
        Id<Customer> customerId,
        String name,
        String detail,
        Instant tmCreate,
        @Nullable Instant tmUpdate,
        @Nullable Instant tmDelete) {

    record Draft(String name, String detail) {}
}
