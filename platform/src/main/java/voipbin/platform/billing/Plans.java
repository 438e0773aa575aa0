package voipbin.platform.billing;

import java.util.Locale;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.json.Json;
import voipbin.kit.sql.Tx;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.Quota;

/** How much a customer may have: what the plan of the account that pays for it allows (accounts §6.3). */
public final class Plans implements Quota {

    private final BillingAccounts accounts;
    private final PlanType otherwise;

    /** @param otherwise the plan of customers without an account */
    Plans(BillingAccounts accounts, PlanType otherwise) {
        this.accounts = accounts;
        this.otherwise = otherwise;
    }

    @Override
    public void admit(Tx tx, Id<Customer> customer, Kind kind, long count) {
        PlanType plan = accounts.of(tx, customer).map(BillingAccount::planType).orElse(otherwise);
        if (count >= plan.limit(kind)) {
            String word = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            throw new Problem(
                    Problem.Status.RESOURCE_EXHAUSTED,
                    "RESOURCE_LIMIT_EXCEEDED",
                    "The " + Json.nameOf(plan) + " plan allows " + plan.limit(kind) + " of a kind: " + word + ".");
        }
    }
}
