package voipbin.platform.customer;

import java.time.Instant;
import java.util.Optional;
import org.jooq.impl.DSL;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Tx;
import voipbin.platform.customer.Customer.IdentityVerification;
import voipbin.platform.customer.Customer.OwnCustomer;
import voipbin.platform.customer.Customer.Status;

/** What can be done with customers. */
public final class Customers {

    private final Store<Customer> store;
    private final Secrets secrets;

    public Customers(Store<Customer> store, Secrets secrets) {
        this.store = store;
        this.secrets = secrets;
    }

    /** The terms as they were accepted: from where; the moment of acceptance names the version. */
    public record Terms(String ip) {}

    /** A new customer, {@code initial} until the e-mail address is verified; empty when the address is taken. */
    public Optional<Customer> create(Tx tx, Customer.Draft draft, Terms terms) {
        if (store.first(
                        tx,
                        store.table()
                                .is("email", draft.email())
                                .and(store.table().live()))
                .isPresent()) {
            return Optional.empty();
        }
        Instant now = tx.now();
        return Optional.of(store.insert(
                tx,
                new Customer(
                        Id.random(),
                        draft.name(),
                        draft.detail(),
                        draft.email(),
                        draft.phoneNumber(),
                        draft.address(),
                        draft.webhookMethod(),
                        draft.webhookUri(),
                        secrets.text(32),
                        Id.nil(),
                        new Customer.Metadata(false),
                        false,
                        Status.INITIAL,
                        IdentityVerification.NONE,
                        now.toString(),
                        terms.ip(),
                        null,
                        now,
                        null,
                        null)));
    }

    /** Marks the e-mail address as verified, which makes an {@code initial} customer {@code active}. */
    public Customer verifyEmail(Tx tx, Id<Customer> id) {
        Customer customer = get(tx, id);
        if (customer.emailVerified()) {
            return customer;
        }
        record Verified(boolean emailVerified, Status status) {}
        Status next = customer.status() == Status.INITIAL ? Status.ACTIVE : customer.status();
        return store.update(tx, id, new Verified(true, next));
    }

    /** Whether there is any customer at all, deleted ones included. */
    public boolean any() {
        return store.db().read(tx -> store.count(tx, DSL.noCondition())) > 0;
    }

    public Customer get(Tx tx, Id<Customer> id) {
        return store.find(tx, id).orElseThrow(() -> Problem.notFound("customer"));
    }

    OwnCustomer own(Caller caller, int permission) {
        Id<Customer> id = caller.customerId().as();
        caller.require(id, permission);
        return OwnCustomer.of(store.find(id).orElseThrow(() -> Problem.notFound("customer")));
    }
}
