package voipbin.platform.route;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.platform.customer.Customer;
import voipbin.platform.provider.Provider;

/**
 * Which provider carries which destination.
 *
 * @param customerId whose it is; {@link Routes#EVERYBODY} is for all who have none of their own that fits
 * @param priority lower goes first among routes of the same owner and target
 * @param target {@code +} and a country calling code, or {@code all}
 */
public record Route(
        Id<Route> id,
        Id<Customer> customerId,
        String name,
        String detail,
        Id<Provider> providerId,
        int priority,
        String target,
        Instant tmCreate,
        @Nullable Instant tmUpdate,
        @Nullable Instant tmDelete) {

    record Draft(
            Id<Customer> customerId,
            String name,
            String detail,
            Id<Provider> providerId,
            int priority,
            String target) {}

    record Edit(String name, String detail, Id<Provider> providerId, int priority, String target) {}
}
