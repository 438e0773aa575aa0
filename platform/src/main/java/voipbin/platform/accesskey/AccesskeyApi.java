package voipbin.platform.accesskey;

import static voipbin.kit.auth.Permission.CUSTOMER_ADMIN;

import java.lang.reflect.Type;
import java.util.List;
import voipbin.kit.http.PageOf;
import voipbin.kit.http.Resource;
import voipbin.kit.http.Route;
import voipbin.kit.sql.Store;
import voipbin.platform.accesskey.Accesskey.WithToken;

/** {@code /accesskeys}. */
public final class AccesskeyApi {

    private AccesskeyApi() {}

    public static List<Route> routes(Accesskeys accesskeys, Store<Accesskey> store) {
        return Resource.of(store, "/accesskeys", CUSTOMER_ADMIN)
                .list()
                .with(route -> answering(route, new PageOf(WithToken.class)))
                .get()
                .with(route -> answering(route, WithToken.class))
                .create(Accesskey.Draft.class, accesskeys::create)
                .with(route -> answering(route, WithToken.class))
                .edit(Accesskey.Edit.class)
                .with(route -> answering(route, WithToken.class))
                .delete()
                .routes();
    }

    /** The contract has one schema for all answers, with the token, which only the creation's has. */
    private static Route answering(Route route, Type result) {
        return new Route(
                route.method(), route.path(), route.access(), route.body(), result, route.handler(), route.notes());
    }
}
