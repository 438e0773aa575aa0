package voipbin.platform.billing;

import static voipbin.kit.auth.Permission.CUSTOMER_ADMIN;
import static voipbin.kit.auth.Permission.PROJECT_SUPER_ADMIN;

import java.util.List;
import java.util.Optional;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Tx;
import voipbin.platform.billing.BillingAccount.PaymentMethod;
import voipbin.platform.billing.BillingAccount.PaymentType;
import voipbin.platform.billing.BillingAccount.PlanStatus;
import voipbin.platform.billing.BillingAccount.Status;
import voipbin.platform.customer.Customer;

/** What can be done with billing accounts. */
public final class BillingAccounts {

    private record Pays(Id<?> billingAccountId) {}

    private static final double MICROS_A_DOLLAR = 1e6;

    /** Far above any payment, and far below where adding up would overflow. */
    private static final double MOST_DOLLARS = 1e9;

    private final Store<BillingAccount> store;
    private final Ledger ledger;
    private final Store<Customer> customers;
    private final PlanType plan;

    /** @param plan that new customers get */
    BillingAccounts(Store<BillingAccount> store, Ledger ledger, Store<Customer> customers, PlanType plan) {
        this.store = store;
        this.ledger = ledger;
        this.customers = customers;
        this.plan = plan;
    }

    /** A new customer's account, with this month's tokens; the customer refers to it from now on. */
    public BillingAccount createFor(Tx tx, Customer customer) {
        BillingAccount created = store.insert(
                tx,
                new BillingAccount(
                        Id.random(),
                        customer.id(),
                        Status.ACTIVE,
                        "",
                        "",
                        plan,
                        PlanStatus.ACTIVE,
                        0,
                        0,
                        PaymentType.NONE,
                        PaymentMethod.NONE,
                        "",
                        "",
                        null,
                        null,
                        tx.now(),
                        null,
                        null));
        customers.update(tx, customer.id(), new Pays(created.id()));
        return ledger.topUp(tx, created);
    }

    /** Gives an account to those customers that have none: they are from before there was billing. */
    public int createMissing() {
        return store.db().write(tx -> {
            List<Customer> without = customers.all(
                    tx,
                    customers
                            .table()
                            .is("billing_account_id", Id.nil())
                            .and(customers.table().live()));
            without.forEach(customer -> createFor(tx, customer));
            return without.size();
        });
    }

    /** The account that pays for a customer. */
    public Optional<BillingAccount> of(Tx tx, Id<Customer> customer) {
        return customers
                .find(tx, customer)
                .flatMap(found -> store.find(tx, found.billingAccountId().as()));
    }

    /** The customer's own accounts are frozen or thawed with it. */
    public void setStatus(Tx tx, Id<Customer> customer, Status status) {
        record Changed(Status status) {}
        for (BillingAccount account : ownedBy(tx, customer)) {
            store.update(tx, account.id(), new Changed(status));
        }
    }

    /** The customer's own accounts go with it. */
    public void deleteOf(Tx tx, Id<Customer> customer) {
        setStatus(tx, customer, Status.DELETED);
        ownedBy(tx, customer).forEach(account -> store.remove(tx, account.id()));
    }

    /** From now on; what is there already stays, and the tokens come with the next month. */
    public BillingAccount setPlan(Tx tx, Id<BillingAccount> id, PlanType type) {
        record Plan(PlanType planType, PlanStatus planStatus) {}
        return store.update(tx, id, new Plan(type, PlanStatus.ACTIVE));
    }

    /**
     * For who wants to change something about an account, or to pay with it.
     *
     * @throws Problem 404 {@code BILLING_ACCOUNT_NOT_FOUND}, 403
     */
    public BillingAccount administered(Tx tx, Caller caller, Id<BillingAccount> id) {
        return store.live(tx, caller, CUSTOMER_ADMIN, id);
    }

    /** The account that pays for the caller's customer. */
    BillingAccount own(Tx tx, Caller caller) {
        caller.require(caller.customerId(), CUSTOMER_ADMIN);
        return of(tx, caller.customerId().as())
                .filter(account -> account.tmDelete() == null)
                .orElseThrow(() -> Problem.conflict("STATE_INVALID", "The customer has no billing account."));
    }

    /** Changes the account that pays for the caller's customer, if it is the caller's to change. */
    BillingAccount editOwn(Caller caller, Record changes) {
        return store.db().write(tx -> {
            BillingAccount own = administered(tx, caller, own(tx, caller).id());
            return store.update(tx, own.id(), changes);
        });
    }

    BillingAccount add(Caller caller, Id<BillingAccount> id, BillingAccount.Amount amount) {
        return adjust(caller, id, micros(amount));
    }

    BillingAccount subtract(Caller caller, Id<BillingAccount> id, BillingAccount.Amount amount) {
        return adjust(caller, id, -micros(amount));
    }

    private BillingAccount adjust(Caller caller, Id<BillingAccount> id, long credit) {
        return store.db().write(tx -> ledger.adjust(tx, store.live(tx, caller, PROJECT_SUPER_ADMIN, id), credit));
    }

    private static long micros(BillingAccount.Amount amount) {
        if (!(amount.balance() >= 0 && amount.balance() <= MOST_DOLLARS)) {
            throw Problem.invalid("balance", "must be an amount of USD from 0 to 1000000000");
        }
        return Math.round(amount.balance() * MICROS_A_DOLLAR);
    }

    private List<BillingAccount> ownedBy(Tx tx, Id<Customer> customer) {
        return store.all(
                tx, store.table().is("customer_id", customer).and(store.table().live()));
    }
}
