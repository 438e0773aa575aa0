package voipbin.platform.customer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.auth.Permission;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.kit.sql.Tx;
import voipbin.platform.customer.Customer.IdentityVerification;
import voipbin.platform.customer.Customer.Status;

/** How customers begin, freeze, recover and end (accounts §2.3); the listeners hear of it in the same transaction. */
public final class Lifecycle {

    /** Between the wish to go and the end. */
    public static final Duration GRACE = Duration.ofDays(30);

    private static final Duration TO_VERIFY = Duration.ofHours(1);
    private static final int MOST_A_RUN = 100;

    private final Store<Customer> store;
    private final Customers customers;
    private final Secrets secrets;
    private final List<CustomerListener> listeners;

    public Lifecycle(Customers customers, Secrets secrets, List<CustomerListener> listeners) {
        this.store = customers.store();
        this.customers = customers;
        this.secrets = secrets;
        this.listeners = List.copyOf(listeners);
    }

    /** The terms as they were accepted: from where; the moment of acceptance names the version. */
    public record Terms(String ip) {}

    /** A new customer, {@code initial} until the e-mail address is verified; empty when the address is taken. */
    public Optional<Customer> begin(Tx tx, Customer.Draft draft, Terms terms) {
        if (customers.isTaken(tx, draft.email())) {
            return Optional.empty();
        }
        Customer customer = store.insert(tx, row(draft, terms, tx.now()));
        tell(tx, customer, CustomerListener::created);
        // a listener may have changed the row, e.g. its billing account
        return Optional.of(customers.get(tx, customer.id()));
    }

    private Customer row(Customer.Draft draft, Terms terms, Instant now) {
        return new Customer(
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
                null);
    }

    /** Marks the e-mail address as verified, which makes an {@code initial} customer {@code active}. */
    public Customer verifyEmail(Tx tx, Id<Customer> id) {
        Customer customer = customers.get(tx, id);
        if (customer.emailVerified()) {
            return customer;
        }
        record Verified(boolean emailVerified, Status status) {}
        Status next = customer.status() == Status.INITIAL ? Status.ACTIVE : customer.status();
        return store.update(tx, id, new Verified(true, next));
    }

    private record Froze(Status status, @Nullable Instant tmDeletionScheduled) {}

    /**
     * From {@code active} only; one that is frozen stays as it is.
     *
     * @throws Problem 404, 409 {@code STATE_INVALID}
     */
    public Customer freeze(Tx tx, Id<Customer> id) {
        Customer customer = present(tx, id);
        return switch (customer.status()) {
            case FROZEN -> customer;
            case ACTIVE -> {
                Customer frozen = store.update(tx, id, new Froze(Status.FROZEN, tx.now()), "customer_frozen");
                tell(tx, frozen, CustomerListener::frozen);
                yield frozen;
            }
            case INITIAL, DELETED, EXPIRED -> throw notPossible(customer, "frozen");
        };
    }

    /** @throws Problem 404; 409 {@code STATE_INVALID} unless it is frozen */
    public Customer recover(Tx tx, Id<Customer> id) {
        Customer customer = present(tx, id);
        if (customer.status() != Status.FROZEN) {
            throw notPossible(customer, "recovered");
        }
        Customer recovered = store.update(tx, id, new Froze(Status.ACTIVE, null), "customer_recovered");
        tell(tx, recovered, CustomerListener::recovered);
        return recovered;
    }

    /** Ends a customer as it is. */
    public Customer delete(Tx tx, Id<Customer> id) {
        present(tx, id);
        return end(tx, id, Status.DELETED);
    }

    /** Ends a customer who wished to go, and forgets who it was. */
    public Customer deleteAndForget(Tx tx, Id<Customer> id) {
        record Forgotten(String name, String email, String phoneNumber, String address, String webhookUri) {}
        present(tx, id);
        String stub = id.toString().substring(0, 8);
        Forgotten nobody =
                new Forgotten("deleted_user_" + stub, "deleted_" + stub + "@removed.voipbin.net", "", "", "");
        store.update(tx, id, nobody);
        return end(tx, id, Status.DELETED);
    }

    private Customer end(Tx tx, Id<Customer> id, Status last) {
        record Ended(Status status, Instant tmDelete) {}
        Customer ended = store.update(tx, id, new Ended(last, tx.now()), "customer_deleted");
        tell(tx, ended, CustomerListener::deleted);
        return ended;
    }

    Customer byOperator(Caller caller, Id<Customer> id, Step step) {
        return store.db().write(tx -> {
            store.live(tx, caller, Permission.PROJECT_SUPER_ADMIN, id);
            return step.take(this, tx, id);
        });
    }

    /** A way from one state to another. */
    @FunctionalInterface
    interface Step {
        Customer take(Lifecycle lifecycle, Tx tx, Id<Customer> id);
    }

    /** Ends who has not verified the address within an hour, at most a hundred; returns how many. */
    int expireUnverified() {
        Table<Customer> table = store.table();
        return store.db().write(tx -> {
            List<Customer> late = store.all(
                    tx,
                    table.is("status", Status.INITIAL)
                            .and(table.live())
                            .and(table.isBefore("tm_create", tx.now().minus(TO_VERIFY))));
            late.stream().limit(MOST_A_RUN).forEach(customer -> end(tx, customer.id(), Status.EXPIRED));
            return Math.min(late.size(), MOST_A_RUN);
        });
    }

    /** Ends who has been frozen for thirty days; one customer a transaction, since each takes much along. */
    int deleteFrozen() {
        Table<Customer> table = store.table();
        List<Customer> due = store.db()
                .read(tx -> store.all(
                        tx,
                        table.is("status", Status.FROZEN)
                                .and(table.live())
                                .and(table.isBefore(
                                        "tm_deletion_scheduled", tx.now().minus(GRACE)))));
        due.forEach(customer -> store.db().write(tx -> {
            boolean still = customers.get(tx, customer.id()).status() == Status.FROZEN;
            return still ? deleteAndForget(tx, customer.id()) : customer;
        }));
        return due.size();
    }

    private Customer present(Tx tx, Id<Customer> id) {
        return customers.live(tx, id).orElseThrow(() -> Problem.notFound("customer"));
    }

    private void tell(Tx tx, Customer customer, Telling how) {
        listeners.forEach(listener -> how.tell(listener, tx, customer));
    }

    @FunctionalInterface
    private interface Telling {
        void tell(CustomerListener listener, Tx tx, Customer customer);
    }

    private static Problem notPossible(Customer customer, String what) {
        return Problem.conflict(
                "STATE_INVALID",
                "The customer is " + voipbin.kit.json.Json.nameOf(customer.status()) + " and cannot be " + what + ".");
    }
}
