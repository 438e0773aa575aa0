package voipbin.platform.auth;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.http.Gate;
import voipbin.kit.http.Route;
import voipbin.kit.json.Times;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.Customers;
import voipbin.platform.customer.Lifecycle;

/** Lets nobody of a frozen customer in, except to recover it (conventions §3). */
public final class FrozenAccounts implements Gate {

    private static final String RECOVERY = "/auth/unregister";

    private final Customers customers;

    public FrozenAccounts(Customers customers) {
        this.customers = customers;
    }

    /** @throws Problem 403 {@code ACCOUNT_FROZEN} */
    @Override
    public void admit(Caller caller, Route route) {
        boolean exempt = caller.kind() == Caller.Kind.DIRECT
                || caller.isSuperAdmin()
                || route.path().equals(RECOVERY);
        if (exempt) {
            return;
        }
        customers
                .live(caller.customerId().as())
                .filter(customer -> customer.status() == Customer.Status.FROZEN)
                .ifPresent(FrozenAccounts::refuse);
    }

    private static void refuse(Customer customer) {
        Instant scheduled = customer.tmDeletionScheduled() == null ? Instant.EPOCH : customer.tmDeletionScheduled();
        throw new Problem(
                Problem.Status.PERMISSION_DENIED,
                "ACCOUNT_FROZEN",
                "Account is frozen.",
                List.of(Map.of(
                        "deletion_scheduled_at", Times.write(scheduled),
                        "deletion_effective_at", Times.write(scheduled.plus(Lifecycle.GRACE)),
                        "recovery_endpoint", "DELETE " + RECOVERY)));
    }
}
