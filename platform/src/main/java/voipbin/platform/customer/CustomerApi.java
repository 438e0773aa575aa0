package voipbin.platform.customer;

import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;
import static voipbin.kit.auth.Permission.CUSTOMER_ADMIN;

import java.util.List;
import java.util.function.BiFunction;
import voipbin.base.Id;
import voipbin.kit.auth.Caller;
import voipbin.kit.http.Access;
import voipbin.kit.http.Handler;
import voipbin.kit.http.Route;
import voipbin.platform.customer.Customer.BillingAccountChoice;

/** {@code /customer}: the caller's own. */
public final class CustomerApi {

    private static final String PATH = "/v1.0/customer";

    private final Customers customers;

    private CustomerApi(Customers customers) {
        this.customers = customers;
    }

    /** {@code /customer} and, for operators, {@code /customers}. */
    public static List<Route> routes(Customers customers, Lifecycle lifecycle) {
        List<Route> own = new CustomerApi(customers).own();
        List<Route> all = new CustomersApi(customers, lifecycle).routes();
        return java.util.stream.Stream.concat(own.stream(), all.stream()).toList();
    }

    private List<Route> own() {
        return List.of(
                get(PATH, OwnCustomer.class, ask -> OwnCustomer.of(customers.own(ask.caller(), ADMIN_OR_MANAGER))),
                get("/v1.0/service_agents/customer", Customer.class, ask -> {
                    ask.caller().requireAgent();
                    return customers.own(ask.caller(), voipbin.kit.auth.Permission.ANYONE);
                }),
                put("", Customer.Draft.class, (caller, draft) -> customers.edit(id(caller), draft)),
                put("/metadata", Customer.Metadata.class, (caller, data) -> customers.setMetadata(id(caller), data)),
                put(
                        "/billing_account_id",
                        BillingAccountChoice.class,
                        (caller, choice) -> customers.setBillingAccount(caller, id(caller), choice)));
    }

    private static Route get(String path, Class<?> result, Handler handler) {
        return new Route("GET", path, Access.AUTHENTICATED, Void.class, result, handler);
    }

    private static <B> Route put(String rest, Class<B> type, BiFunction<Caller, B, Customer> how) {
        return new Route("PUT", PATH + rest, Access.AUTHENTICATED, type, Customer.class, ask -> {
            B body = ask.body(type);
            ask.caller().require(ask.caller().customerId(), CUSTOMER_ADMIN);
            return how.apply(ask.caller(), body);
        });
    }

    private static Id<Customer> id(Caller caller) {
        return caller.customerId().as();
    }
}
