package voipbin.platform.billing;

import voipbin.kit.sql.Tx;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.CustomerListener;

/** A customer's account is made, frozen, thawed and deleted with it (accounts §2.5). */
final class BillingCustomers implements CustomerListener {

    private final BillingAccounts accounts;

    BillingCustomers(BillingAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public void created(Tx tx, Customer customer) {
        accounts.createFor(tx, customer);
    }

    @Override
    public void frozen(Tx tx, Customer customer) {
        accounts.setStatus(tx, customer.id(), BillingAccount.Status.FROZEN);
    }

    @Override
    public void recovered(Tx tx, Customer customer) {
        accounts.setStatus(tx, customer.id(), BillingAccount.Status.ACTIVE);
    }

    @Override
    public void deleted(Tx tx, Customer customer) {
        accounts.deleteOf(tx, customer.id());
    }
}
