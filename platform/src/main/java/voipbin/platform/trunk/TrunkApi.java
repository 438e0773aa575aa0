package voipbin.platform.trunk;

import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;

import java.util.List;
import voipbin.kit.http.Resource;
import voipbin.kit.http.Route;
import voipbin.kit.sql.Store;

/** {@code /trunks}. */
public final class TrunkApi {

    private TrunkApi() {}

    public static List<Route> routes(Trunks trunks, Store<Trunk> store) {
        return Resource.of(store, "/trunks", ADMIN_OR_MANAGER)
                .list()
                .get()
                .create(Trunk.Draft.class, trunks::create)
                .edit(Trunk.Edit.class, trunks::edit)
                .delete()
                .routes();
    }
}
