package voipbin.platform.customer;

import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.sql.Tx;

/** The billing accounts, as far as customers need to know of them. */
@FunctionalInterface
public interface Wallets {

    /** Where there are no billing accounts, each is missing. */
    Wallets NONE = (tx, caller, account) -> {
        throw Problem.notFound("billing_account");
    };

    /**
     * Checks that the caller may let a customer's usage be charged to that account.
     *
     * @throws Problem 404 {@code BILLING_ACCOUNT_NOT_FOUND}, 403 {@code PERMISSION_DENIED}
     */
    void requireAdmin(Tx tx, Caller caller, Id<?> account);
}
