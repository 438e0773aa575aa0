package voipbin.platform.storage;

import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.impl.DSL;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Tx;
import voipbin.platform.customer.Customer;

/** What can be done with storage accounts. Their events have a name of their own: {@code account} is another thing. */
public final class StorageAccounts {

    private final Store<StorageAccount> store;
    private final Store<Customer> customers;

    StorageAccounts(Store<StorageAccount> store, Store<Customer> customers) {
        this.store = store;
        this.customers = customers;
    }

    /** An empty account, which a customer has one of. */
    public StorageAccount createFor(Tx tx, Id<Customer> customer) {
        if (customers
                .find(tx, customer)
                .filter(found -> found.tmDelete() == null)
                .isEmpty()) {
            throw Problem.notFound("customer");
        }
        if (of(tx, customer).isPresent()) {
            throw new Problem(
                    Problem.Status.ALREADY_EXISTS,
                    "ACCOUNT_ALREADY_EXISTS",
                    "customer_id: this customer has a storage account");
        }
        StorageAccount empty = new StorageAccount(Id.random(), customer, 0, 0, tx.now(), null, null);
        return store.insert(tx, empty, "storage_account_created");
    }

    /** Gives an account to those customers that never had one: they are from before there was storage. */
    public int createMissing() {
        return store.db().write(tx -> {
            List<Customer> without = customers.all(
                    tx,
                    customers
                            .table()
                            .live()
                            .and(customers
                                    .table()
                                    .column("id")
                                    .notIn(DSL.select(store.table().column("customer_id"))
                                            .from(DSL.table(
                                                    DSL.name(store.table().name()))))));
            without.forEach(customer -> createFor(tx, customer.id()));
            return without.size();
        });
    }

    Optional<StorageAccount> of(Tx tx, Id<Customer> customer) {
        return store.first(
                tx, store.table().is("customer_id", customer).and(store.table().live()));
    }

    Optional<StorageAccount> own(Caller caller) {
        caller.require(caller.customerId(), ADMIN_OR_MANAGER);
        return store.db().read(tx -> of(tx, caller.customerId().as()));
    }

    /**
     * Finds room for so many bytes.
     *
     * @throws Problem 429 {@code RESOURCE_LIMIT_EXCEEDED} over the quota, 409 without an account
     */
    StorageAccount require(Tx tx, Id<Customer> customer, long bytes) {
        StorageAccount account = of(tx, customer)
                .orElseThrow(() -> Problem.conflict("STATE_INVALID", "The customer has no storage account."));
        if (bytes > StorageAccount.QUOTA - account.totalFileSize()) {
            throw new Problem(
                    Problem.Status.RESOURCE_EXHAUSTED,
                    "RESOURCE_LIMIT_EXCEEDED",
                    "No room: of " + StorageAccount.QUOTA + " bytes " + account.totalFileSize() + " are in use.");
        }
        return account;
    }

    /** Counts files that came, or, with numbers below zero, went. */
    void count(Tx tx, StorageAccount account, long files, long bytes) {
        record Total(long totalFileCount, long totalFileSize) {}
        Total total = new Total(account.totalFileCount() + files, account.totalFileSize() + bytes);
        store.update(tx, account.id(), total, "storage_account_updated");
    }

    StorageAccount delete(Tx tx, Id<StorageAccount> id) {
        record Deleted(Instant tmDelete) {}
        return store.update(tx, id, new Deleted(tx.now()), "storage_account_deleted");
    }
}
