package voipbin.platform.providercall;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.platform.address.Address;
import voipbin.platform.call.Call;
import voipbin.platform.customer.Customer;
import voipbin.platform.flow.Action;
import voipbin.platform.flow.Flow;
import voipbin.platform.groupcall.Groupcall;
import voipbin.platform.provider.Provider;

/**
 * An operator's test call through one provider.
 *
 * @param customerId the operator's own
 * @param flowId nil when its actions were given
 * @param callIds what was started
 */
public record Providercall(
        Id<Providercall> id,
        Id<Customer> customerId,
        Id<Provider> providerId,
        Id<Flow> flowId,
        Address source,
        List<Address> destinations,
        String anonymous,
        List<Id<Call>> callIds,
        List<Id<Groupcall>> groupcallIds,
        Instant tmCreate,
        @Nullable Instant tmUpdate,
        @Nullable Instant tmDelete) {

    record Draft(
            Id<Provider> providerId,
            Id<Flow> flowId,
            List<Action> actions,
            Address source,
            List<Address> destinations,
            String anonymous) {}
}
