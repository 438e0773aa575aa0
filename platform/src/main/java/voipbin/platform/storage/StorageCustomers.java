package voipbin.platform.storage;

import voipbin.kit.sql.Tx;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.CustomerListener;

/** A customer's storage is made and deleted with it (accounts §2.5). */
final class StorageCustomers implements CustomerListener {

    private final StorageAccounts accounts;
    private final StorageFiles files;

    StorageCustomers(StorageAccounts accounts, StorageFiles files) {
        this.accounts = accounts;
        this.files = files;
    }

    @Override
    public void created(Tx tx, Customer customer) {
        accounts.createFor(tx, customer.id());
    }

    @Override
    public void deleted(Tx tx, Customer customer) {
        files.deleteOf(tx, customer.id());
        accounts.of(tx, customer.id()).ifPresent(account -> accounts.delete(tx, account.id()));
    }
}
