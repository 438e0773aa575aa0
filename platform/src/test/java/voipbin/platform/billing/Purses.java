package voipbin.platform.billing;

import java.time.Instant;
import java.util.List;
import org.jooq.impl.DSL;
import voipbin.base.Id;
import voipbin.base.ManualTime;
import voipbin.kit.TestDatabase;
import voipbin.kit.event.Visibility;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.Customer.IdentityVerification;
import voipbin.platform.customer.Customer.Status;

/** A database with customers whose billing a test watches; its time stands still. */
public final class Purses implements AutoCloseable {

    public final ManualTime time = new ManualTime();
    public final Db db = TestDatabase.open(time);
    public final Store<Customer> customers =
            new Store<>(db, Table.of("customers", Customer.class), new Noun("customer", Visibility.INTERNAL));
    public final BillingModule module = BillingModule.of(db, customers, PlanType.FREE);
    final Store<BillingAccount> accounts = new Store<>(
            db, Table.of("billing_accounts", BillingAccount.class), new Noun("billing_account", Visibility.INTERNAL));
    private final Store<Billing> rows =
            new Store<>(db, Table.of("billings", Billing.class), new Noun("billing", Visibility.INTERNAL));

    /** A customer with an account. */
    public Id<Customer> customer() {
        return db.write(tx -> {
            Customer customer = insert(tx.now());
            customers.insert(tx, customer);
            module.customerListener().created(tx, customer);
            return customer.id();
        });
    }

    Customer insert(Instant now) {
        Id<Customer> id = Id.random();
        return new Customer(
                id,
                "shop",
                "",
                id + "@example.com",
                "",
                "",
                Customer.WebhookMethod.NONE,
                "",
                "secret",
                Id.nil(),
                new Customer.Metadata(false),
                true,
                Status.ACTIVE,
                IdentityVerification.NONE,
                "",
                "",
                null,
                now,
                null,
                null);
    }

    public BillingAccount account(Id<Customer> customer) {
        return db.read(tx -> module.accounts().of(tx, customer).orElseThrow());
    }

    /** Sets what is in the account, past the ledger. */
    public void fill(Id<Customer> customer, long token, long credit) {
        record Balance(long balanceToken, long balanceCredit) {}
        accounts.update(account(customer).id(), new Balance(token, credit));
    }

    /** Of all customers, oldest first. */
    public List<Billing> rows() {
        return rows.all(DSL.noCondition()).reversed();
    }

    /** Of usage only. */
    public List<Billing> usage() {
        return rows().stream()
                .filter(row -> row.transactionType() == Billing.TransactionType.USAGE)
                .toList();
    }

    @Override
    public void close() {
        db.close();
    }
}
