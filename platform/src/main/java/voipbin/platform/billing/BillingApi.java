package voipbin.platform.billing;

import static voipbin.kit.auth.Permission.CUSTOMER_ADMIN;
import static voipbin.kit.auth.Permission.PROJECT_SUPER_ADMIN;

import java.util.ArrayList;
import java.util.List;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.http.Access;
import voipbin.kit.http.Handler;
import voipbin.kit.http.Resource;
import voipbin.kit.http.Route;
import voipbin.kit.sql.Store;

/** {@code /billing_account}, {@code /billing_accounts} and {@code /billings}. */
final class BillingApi {

    private static final String OWN = "/v1.0/billing_account";

    private final BillingAccounts accounts;
    private final Store<BillingAccount> store;
    private final Store<OwnBillingAccount> ownStore;
    private final Store<Billing> billings;

    BillingApi(BillingAccounts accounts, BillingModule.Stores stores) {
        this.accounts = accounts;
        this.store = stores.accounts();
        this.ownStore = stores.ownAccounts();
        this.billings = stores.billings();
    }

    /** Where the payment processor lets the customer manage its subscription. */
    record PortalSession(String url) {}

    List<Route> routes() {
        List<Route> routes = new ArrayList<>(own());
        routes.addAll(Resource.of(store, "/billing_accounts", PROJECT_SUPER_ADMIN)
                .list(ask -> store.page(ask.page(), store.table().live()))
                .get()
                .edit(BillingAccount.Edit.class)
                .put("/payment_info", BillingAccount.PaymentInfo.class)
                .post("/balance_add_force", BillingAccount.Amount.class, accounts::add)
                .post("/balance_subtract_force", BillingAccount.Amount.class, accounts::subtract)
                .routes());
        routes.addAll(Resource.of(billings, "/billings", CUSTOMER_ADMIN).list().routes());
        // the contract calls this parameter so, and declares it a uuid (conventions §6)
        routes.add(new Route(
                "GET",
                "/v1.0/billings/{billing-id}",
                Access.AUTHENTICATED,
                Void.class,
                Billing.class,
                ask -> billings.get(ask.caller(), CUSTOMER_ADMIN, ask.id("billing-id", "INVALID_REQUEST_PARAMETER"))));
        return routes;
    }

    private List<Route> own() {
        return List.of(
                own("GET", "", Void.class, ask -> shown(store.db().read(tx -> accounts.own(tx, ask.caller())))),
                own(
                        "PUT",
                        "",
                        BillingAccount.Edit.class,
                        ask -> edit(ask.caller(), ask.body(BillingAccount.Edit.class))),
                own(
                        "PUT",
                        "/payment_info",
                        BillingAccount.PaymentInfo.class,
                        ask -> edit(ask.caller(), ask.body(BillingAccount.PaymentInfo.class))),
                new Route(
                        "POST",
                        OWN + "/paddle_portal_session",
                        Access.AUTHENTICATED,
                        Void.class,
                        PortalSession.class,
                        ask -> portal(ask.caller())));
    }

    private static Route own(String method, String rest, Class<?> body, Handler handler) {
        return new Route(method, OWN + rest, Access.AUTHENTICATED, body, OwnBillingAccount.class, handler);
    }

    private OwnBillingAccount edit(Caller caller, Record changes) {
        return shown(accounts.editOwn(caller, changes));
    }

    private OwnBillingAccount shown(BillingAccount account) {
        return ownStore.find(account.id().as()).orElseThrow();
    }

    private PortalSession portal(Caller caller) {
        BillingAccount own = store.db().read(tx -> accounts.own(tx, caller));
        throw new Problem(
                Problem.Status.UNAVAILABLE,
                "SERVICE_UNAVAILABLE",
                "No payment processor is configured at this server, so the billing account " + own.id()
                        + " has no portal; its operator can change the balance.");
    }
}
