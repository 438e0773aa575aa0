package voipbin.platform.agent;

import com.fasterxml.jackson.annotation.JsonProperty;
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

    /** {@code NONE} is what a request says that says nothing. */
    public enum Status {
        @JsonProperty("")
        NONE,
        AVAILABLE,
        AWAY,
        BUSY,
        OFFLINE,
        RINGING
    }

    public record Draft(
            String username,
            String password,
            String name,
            String detail,
            RingMethod ringMethod,
            int permission,
            List<Id<?>> tagIds,
            List<Address> addresses) {

        /** As {@code Agent}, but a password is in it. */
        @Override
        public String toString() {
            return "Draft " + username;
        }
    }

    record Edit(String name, String detail, RingMethod ringMethod) {}

    record NewAddresses(List<Address> addresses) {}

    record NewTags(List<Id<?>> tagIds) {}

    record NewPermission(int permission) {}

    record NewStatus(Status status) {}

    record NewPassword(String password) {
        @Override
        public String toString() {
            return "NewPassword";
        }
    }
}
