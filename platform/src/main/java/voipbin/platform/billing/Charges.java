package voipbin.platform.billing;

import java.time.Instant;
import java.util.Optional;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.sql.Tx;
import voipbin.platform.billing.Billing.ReferenceType;
import voipbin.platform.customer.Customer;

/**
 * What others do with a customer's purse: ask whether something may start, and charge what was used. All of it inside
 * the transaction that records the use, so that neither is ever there without the other.
 */
public final class Charges {

    private final BillingAccounts accounts;
    private final Ledger ledger;

    Charges(BillingAccounts accounts, Ledger ledger) {
        this.accounts = accounts;
        this.ledger = ledger;
    }

    /** @throws Problem 402 {@code INSUFFICIENT_BALANCE} unless {@link #affords} */
    public void require(Tx tx, Id<Customer> customer, CostType type, long units) {
        if (!affords(tx, customer, type, units)) {
            throw new Problem(
                    Problem.Status.PAYMENT_REQUIRED,
                    "INSUFFICIENT_BALANCE",
                    "The balance does not cover this; GET /v1.0/billing_account shows it.");
        }
    }

    /**
     * Whether so many units may start. What costs nothing always may, whatever the balance. Otherwise the account must
     * be active and, unless its plan is unlimited, hold what the units cost, or any token where tokens can pay: nobody
     * calls telephones on the free allowance and leaves the credit below zero.
     */
    public boolean affords(Tx tx, Id<Customer> customer, CostType type, long units) {
        if (type.isFree()) {
            return true;
        }
        Optional<BillingAccount> account = accounts.of(tx, customer).filter(BillingAccount::isActive);
        if (account.isEmpty() || account.get().planType() == PlanType.UNLIMITED) {
            return account.isPresent();
        }
        boolean payable = type.tokensPerUnit() > 0 && account.get().balanceToken() > 0;
        return payable || units * type.creditPerUnit() <= account.get().balanceCredit();
    }

    /** Charges so many units at once. */
    public void charge(Tx tx, Usage usage, long units) {
        accounts.of(tx, usage.customer()).ifPresent(account -> ledger.charge(tx, account, usage, units));
    }

    /** Charges so many units if they can be paid for, or have been already; otherwise nothing, and false. */
    public boolean chargeIfAffordable(Tx tx, Usage usage, long units) {
        if (ledger.isCharged(tx, usage)) {
            return true;
        }
        boolean affordable = affords(tx, usage.customer(), usage.costType(), units);
        if (affordable) {
            charge(tx, usage, units);
        }
        return affordable;
    }

    /** Begins to count minutes. */
    public void open(Tx tx, Usage usage, Instant start) {
        accounts.of(tx, usage.customer()).ifPresent(account -> ledger.open(tx, account, usage, start));
    }

    /** Charges the minutes since it was opened, to the account that paid then; once, and nothing if it never was. */
    public void close(Tx tx, ReferenceType type, Id<?> reference, Instant end) {
        ledger.close(tx, type, reference, end);
    }
}
