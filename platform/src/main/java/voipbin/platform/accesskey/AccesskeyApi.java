package voipbin.platform.accesskey;

import static voipbin.kit.auth.Permission.CUSTOMER_ADMIN;

import java.util.List;
import voipbin.kit.http.Resource;
import voipbin.kit.http.Route;
import voipbin.kit.sql.Store;

/** {@code /accesskeys}. */
public final class AccesskeyApi {

    private AccesskeyApi() {}

    public static List<Route> routes(Accesskeys accesskeys, Store<Accesskey> store) {
        return Resource.of(store, "/accesskeys", CUSTOMER_ADMIN)
                .list()
                .get()
                .create(Accesskey.Draft.class, accesskeys::create)
                .edit(Accesskey.Edit.class)
                .delete()
                .routes();
    }
}
