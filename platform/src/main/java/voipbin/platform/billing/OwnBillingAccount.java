package voipbin.platform.billing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.kit.json.Always;
import voipbin.platform.billing.BillingAccount.PaymentMethod;
import voipbin.platform.billing.BillingAccount.PaymentType;
import voipbin.platform.billing.BillingAccount.PlanStatus;
import voipbin.platform.customer.Customer;

/** The row of a {@link BillingAccount} as its customer sees it: without the status. */
record OwnBillingAccount(
        Id<OwnBillingAccount> id,
        Id<Customer> customerId,
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
        @Nullable Instant tmDelete) {}
