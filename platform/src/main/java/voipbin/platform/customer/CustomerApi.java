package voipbin.platform.customer;

import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;

import java.util.List;
import voipbin.kit.http.Access;
import voipbin.kit.http.Route;

/** {@code /customer}. */
public final class CustomerApi {

    private CustomerApi() {}

    public static List<Route> routes(Customers customers) {
        return List.of(new Route(
                "GET",
                "/v1.0/customer",
                Access.AUTHENTICATED,
                Void.class,
                Customer.OwnCustomer.class,
                ask -> customers.own(ask.caller(), ADMIN_OR_MANAGER)));
    }
}
