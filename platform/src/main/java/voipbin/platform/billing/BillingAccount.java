package voipbin.platform.billing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.kit.json.Always;
import voipbin.platform.customer.Customer;

/**
 * A prepaid wallet, as the platform's operator sees it.
 *
 * @param balanceCredit micro-USD; below zero when more was used than was there
 * @param balanceToken units of this month's free allowance
 */
public record BillingAccount(
        Id<BillingAccount> id,
        Id<Customer> customerId,
        Status status,
        String name,
        String detail,
        PlanType planType,
        PlanStatus planStatus,
        @Always long balanceCredit,
        @Always long balanceToken,
        PaymentType paymentType,
        PaymentMethod paymentMethod,
        String paddleSubscriptionId,
        String paddleCustomerId,
        @Nullable Instant tmLastTopup,
        @Nullable Instant tmNextTopup,
        Instant tmCreate,
        @Nullable Instant tmUpdate,
        @Nullable Instant tmDelete) {

    public enum Status {
        ACTIVE,
        FROZEN,
        DELETED
    }

    public enum PlanStatus {
        ACTIVE,
        /** Ends with the period that is paid for. */
        CANCELING
    }

    public enum PaymentType {
        @JsonProperty("")
        NONE,
        PREPAID
    }

    public enum PaymentMethod {
        @JsonProperty("")
        NONE,
        @JsonProperty("credit card")
        CREDIT_CARD
    }

    record Edit(String name, String detail) {}

    record PaymentInfo(PaymentType paymentType, PaymentMethod paymentMethod) {}

    /** @param balance USD */
    record Amount(double balance) {}

    boolean isActive() {
        return status == Status.ACTIVE && tmDelete == null;
    }
}
