package voipbin.platform.billing;

import java.util.Locale;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.json.Json;
import voipbin.kit.sql.Tx;
import voipbin.platform.customer.Customer;

/** The plan of the account that pays for the customer decides. */
final class AccountPlans implements Plans {

    private final BillingAccounts accounts;
    private final PlanType otherwise;

    /** @param otherwise the plan of customers without an account */
    AccountPlans(BillingAccounts accounts, PlanType otherwise) {
        this.accounts = accounts;
        this.otherwise = otherwise;
    }

    @Override
    public void admit(Tx tx, Id<Customer> customer, Kind kind, long count) {
        PlanType plan = accounts.of(tx, customer).map(BillingAccount::planType).orElse(otherwise);
        if (count >= plan.limit(kind)) {
            throw new Problem(
                    Problem.Status.RESOURCE_EXHAUSTED,
                    "RESOURCE_LIMIT_EXCEEDED",
                    "The plan " + Json.nameOf(plan) + " allows " + plan.limit(kind) + " of this kind: "
                            + kind.name().toLowerCase(Locale.ROOT) + ".");
        }
    }
}
