package voipbin.platform.billing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.kit.json.Always;
import voipbin.platform.customer.Customer;

/**
 * A row of the ledger. The amounts are signed, below zero is a charge, and those of an account add up to its balance.
 *
 * @param usageDuration seconds
 * @param idempotencyKey the same for the same cause, so that nothing is charged twice
 */
public record Billing(
        Id<Billing> id,
        Id<Customer> customerId,
        Id<BillingAccount> accountId,
        TransactionType transactionType,
        Status status,
        ReferenceType referenceType,
        Id<?> referenceId,
        CostType costType,
        @Always long usageDuration,
        @Always long billableUnits,
        @Always long rateTokenPerUnit,
        @Always long rateCreditPerUnit,
        @Always long amountToken,
        @Always long amountCredit,
        @Always long balanceTokenSnapshot,
        @Always long balanceCreditSnapshot,
        Id<?> idempotencyKey,
        @Nullable Instant tmBillingStart,
        @Nullable Instant tmBillingEnd,
        Instant tmCreate,
        @Nullable Instant tmUpdate,
        @Nullable Instant tmDelete) {

    public enum TransactionType {
        USAGE,
        TOP_UP,
        ADJUSTMENT,
        REFUND
    }

    public enum Status {
        /** What is paid for still runs. */
        PROGRESSING,
        END,
        PENDING,
        FINISHED
    }

    public enum ReferenceType {
        @JsonProperty("")
        NONE,
        CALL,
        CALL_EXTENSION,
        SMS,
        EMAIL,
        NUMBER,
        NUMBER_RENEW,
        CREDIT_FREE_TIER,
        MONTHLY_ALLOWANCE,
        CREDIT_ADJUSTMENT,
        TOKEN_ADJUSTMENT,
        SPEAKING,
        RECORDING,
        PADDLE_CREDIT_PURCHASE,
        PADDLE_SUBSCRIPTION,
        PADDLE_REFUND
    }
}
