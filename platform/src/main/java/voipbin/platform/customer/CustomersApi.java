package voipbin.platform.customer;

import java.lang.reflect.Type;
import java.util.List;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.http.Access;
import voipbin.kit.http.Ask;
import voipbin.kit.http.Handler;
import voipbin.kit.http.PageOf;
import voipbin.kit.http.Route;
import voipbin.platform.customer.Customer.BillingAccountChoice;

/** {@code /customers}, for platform operators; to add one is a matter of {@code auth}, which mails. */
final class CustomersApi {

    private static final String PATH = "/v1.0/customers";
    private static final String ONE = PATH + "/{id}";

    /** Owns what nobody else does (conventions §18). */
    private static final String GUEST = "a856c986-4b06-4496-9641-4d0ecbc67df5";

    private final Customers customers;
    private final Lifecycle lifecycle;

    CustomersApi(Customers customers, Lifecycle lifecycle) {
        this.customers = customers;
        this.lifecycle = lifecycle;
    }

    List<Route> routes() {
        return List.of(
                route("GET", PATH, new PageOf(AdminCustomer.class), this::list)
                        .query("page_size", int.class, "At most so many, 100 unless given")
                        .query("page_token", String.class, "The next_page_token of the page before"),
                route("GET", ONE, AdminCustomer.class, ask -> AdminCustomer.of(found(ask))),
                put(
                        ONE,
                        Customer.Draft.class,
                        (ask, draft) -> customers.edit(found(ask).id(), draft)),
                put(
                        ONE + "/metadata",
                        Customer.Metadata.class,
                        (ask, data) -> customers.setMetadata(found(ask).id(), data)),
                put(
                        ONE + "/identity_verification_status",
                        Customer.IdentityChoice.class,
                        (ask, choice) ->
                                customers.setIdentityVerification(found(ask).id(), choice)),
                put(
                        ONE + "/billing_account_id",
                        BillingAccountChoice.class,
                        (ask, choice) -> customers.setBillingAccount(
                                ask.caller(), found(ask).id(), choice)),
                route("DELETE", ONE, AdminCustomer.class, this::delete),
                step("/freeze", Lifecycle::freeze),
                step("/recover", Lifecycle::recover));
    }

    private Object list(Ask ask) {
        return customers.list(ask.caller(), ask.page());
    }

    private Customer found(Ask ask) {
        return customers.any(ask.caller(), ask.id("id"));
    }

    private Object delete(Ask ask) {
        Customer customer = found(ask);
        if (customer.id().toString().equals(GUEST)) {
            throw Problem.conflict("STATE_INVALID", "The guest customer cannot be deleted.");
        }
        return AdminCustomer.of(lifecycle.byOperator(ask.caller(), customer.id(), Lifecycle::delete));
    }

    private Route step(String verb, Lifecycle.Step step) {
        return route("POST", ONE + verb, AdminCustomer.class, ask -> {
            Id<Customer> id = ask.id("id");
            return AdminCustomer.of(lifecycle.byOperator(ask.caller(), id, step));
        });
    }

    @FunctionalInterface
    private interface Change<B> {
        Customer put(Ask ask, B body);
    }

    private static <B> Route put(String path, Class<B> type, Change<B> how) {
        return new Route("PUT", path, Access.AUTHENTICATED, type, AdminCustomer.class, ask -> {
            // the path's mistakes come before the body's
            ask.id("id");
            return AdminCustomer.of(how.put(ask, ask.body(type)));
        });
    }

    private static Route route(String method, String path, Type result, Handler handler) {
        return new Route(method, path, Access.AUTHENTICATED, Void.class, result, handler);
    }
}
