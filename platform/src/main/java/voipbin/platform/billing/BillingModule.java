package voipbin.platform.billing;

import java.util.List;
import voipbin.kit.event.Visibility;
import voipbin.kit.http.Route;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.CustomerListener;
import voipbin.platform.customer.Wallets;

/** Builds the package. */
public record BillingModule(
        BillingAccounts accounts,
        Plans plans,
        Charges charges,
        TopUps topUps,
        CustomerListener customerListener,
        Wallets wallets,
        List<Route> routes) {

    record Stores(Store<BillingAccount> accounts, Store<OwnBillingAccount> ownAccounts, Store<Billing> billings) {

        static Stores of(Db db) {
            Noun account = new Noun("billing_account", Visibility.INTERNAL);
            return new Stores(
                    new Store<>(db, Table.of("billing_accounts", BillingAccount.class), account),
                    new Store<>(db, Table.of("billing_accounts", OwnBillingAccount.class), account),
                    new Store<>(db, Table.of("billings", Billing.class), new Noun("billing", Visibility.INTERNAL)));
        }
    }

    /** @param plan that new customers get */
    public static BillingModule of(Db db, Store<Customer> customers, PlanType plan) {
        Stores stores = Stores.of(db);
        Ledger ledger = new Ledger(stores.accounts(), stores.billings());
        BillingAccounts accounts = new BillingAccounts(stores.accounts(), ledger, customers, plan);
        return new BillingModule(
                accounts,
                new Plans(accounts, plan),
                new Charges(accounts, ledger),
                new TopUps(stores.accounts(), ledger),
                new BillingCustomers(accounts),
                (tx, caller, account) -> accounts.administered(tx, caller, account.as()),
                new BillingApi(accounts, stores).routes());
    }
}
