package voipbin.platform.customer;

import static voipbin.kit.auth.Permission.PROJECT_SUPER_ADMIN;

import java.util.List;
import java.util.Optional;
import org.jooq.impl.DSL;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.page.Page;
import voipbin.kit.page.PageAsk;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Tx;
import voipbin.platform.customer.Customer.BillingAccountChoice;
import voipbin.platform.customer.Customer.IdentityChoice;
import voipbin.platform.mail.MailAddress;

/** Who the customers are; how they begin and end is the matter of {@link Lifecycle}. */
public final class Customers {

    private final Store<Customer> store;
    private final Wallets wallets;

    public Customers(Store<Customer> store, Wallets wallets) {
        this.store = store;
        this.wallets = wallets;
    }

    /** Whether there is any customer at all, deleted ones included. */
    public boolean any() {
        return store.db().read(tx -> store.count(tx, DSL.noCondition())) > 0;
    }

    /** Those of all customers that are not deleted. */
    public List<Id<Customer>> liveIds() {
        return store.all(store.table().live()).stream().map(Customer::id).toList();
    }

    /** @throws Problem 404; a deleted one is there */
    public Customer get(Tx tx, Id<Customer> id) {
        return store.find(tx, id).orElseThrow(() -> Problem.notFound("customer"));
    }

    /** The customer unless it is deleted or has never been. */
    public Optional<Customer> live(Id<Customer> id) {
        return store.find(id).filter(customer -> customer.tmDelete() == null);
    }

    public Optional<Customer> live(Tx tx, Id<Customer> id) {
        return store.find(tx, id).filter(customer -> customer.tmDelete() == null);
    }

    /** Whether a customer that is not deleted has this e-mail address. */
    public boolean isTaken(Tx tx, String email) {
        return store.count(
                        tx, store.table().is("email", email).and(store.table().live()))
                > 0;
    }

    Customer own(Caller caller, int permission) {
        caller.require(caller.customerId(), permission);
        return live(caller.customerId().as()).orElseThrow(() -> Problem.notFound("customer"));
    }

    Page<AdminCustomer> list(Caller caller, PageAsk ask) {
        caller.require(Id.nil(), PROJECT_SUPER_ADMIN);
        Page<Customer> page = store.page(ask, store.table().live());
        return new Page<>(page.result().stream().map(AdminCustomer::of).toList(), page.nextPageToken());
    }

    Customer any(Caller caller, Id<Customer> id) {
        return store.live(caller, PROJECT_SUPER_ADMIN, id);
    }

    /** Puts all of the draft in place; an empty e-mail address keeps the old one, without which nobody is reached. */
    Customer edit(Id<Customer> id, Customer.Draft draft) {
        return store.db().write(tx -> {
            Customer old = live(tx, id).orElseThrow(() -> Problem.notFound("customer"));
            String email = draft.email().isEmpty() ? old.email() : draft.email();
            if (!email.equals(old.email())) {
                requireFree(tx, email);
            }
            return store.update(
                    tx,
                    id,
                    new Customer.Draft(
                            draft.name(),
                            draft.detail(),
                            email,
                            draft.phoneNumber(),
                            draft.address(),
                            draft.webhookMethod(),
                            draft.webhookUri()));
        });
    }

    /** @throws Problem 400 for what is no address, 409 {@code CUSTOMER_ALREADY_EXISTS} */
    public void requireFree(Tx tx, String email) {
        if (!MailAddress.isPlausible(email)) {
            throw Problem.invalid("email", "must be an e-mail address");
        }
        if (isTaken(tx, email)) {
            throw new Problem(
                    Problem.Status.ALREADY_EXISTS, "CUSTOMER_ALREADY_EXISTS", "A customer has this e-mail address.");
        }
    }

    /** What an operator has found out about who the customer is; calls to telephone numbers depend on it. */
    Customer setIdentityVerification(Id<Customer> id, IdentityChoice choice) {
        return store.db().write(tx -> store.update(tx, id, choice, "customer_identity_verification_updated"));
    }

    Customer setMetadata(Id<Customer> id, Customer.Metadata metadata) {
        record Change(Customer.Metadata metadata) {}
        return store.update(id, new Change(metadata));
    }

    Customer setBillingAccount(Caller caller, Id<Customer> id, BillingAccountChoice choice) {
        return store.db().write(tx -> {
            wallets.requireAdmin(tx, caller, choice.billingAccountId());
            return store.update(tx, id, choice);
        });
    }

    /** Sets who pays for a customer; unchecked, for our own code. */
    public Customer setBillingAccount(Tx tx, Id<Customer> id, Id<?> account) {
        return store.update(tx, id, new BillingAccountChoice(account));
    }

    Store<Customer> store() {
        return store;
    }
}
