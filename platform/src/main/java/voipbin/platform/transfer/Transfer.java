package voipbin.platform.transfer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.platform.address.Address;
import voipbin.platform.call.Call;
import voipbin.platform.customer.Customer;
import voipbin.platform.groupcall.Groupcall;

/**
 * A call that hands on whom it talks with.
 *
 * @param transfererCallId whose far end gives the call away
 * @param transfereeAddresses the new targets
 * @param transfereeCallId the target that took the place; nil until one has
 * @param groupcallId what rings the targets
 * @param confbridgeId where they meet
 */
public record Transfer(
        Id<Transfer> id,
        Id<Customer> customerId,
        Type type,
        Id<Call> transfererCallId,
        List<Address> transfereeAddresses,
        Id<Call> transfereeCallId,
        Id<Groupcall> groupcallId,
        Id<?> confbridgeId,
        Instant tmCreate,
        @Nullable Instant tmUpdate,
        @Nullable Instant tmDelete) {

    /** Whether the transferer talks with the target first. */
    public enum Type {
        ATTENDED,
        BLIND
    }

    record Draft(Type transferType, Id<Call> transfererCallId, List<Address> transfereeAddresses) {}
}
