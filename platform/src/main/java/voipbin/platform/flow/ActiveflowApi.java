package voipbin.platform.flow;

import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;

import java.util.List;
import voipbin.kit.http.Resource;
import voipbin.kit.http.Route;
import voipbin.kit.sql.Store;

/** {@code /activeflows}. */
public final class ActiveflowApi {

    private ActiveflowApi() {}

    public static List<Route> routes(StartedFlows flows, Store<Activeflow> store) {
        return Resource.of(store, "/activeflows", ADMIN_OR_MANAGER)
                .list(flows::list)
                .get(flows::get)
                .create(StartedFlows.Draft.class, flows::create)
                .delete(flows::delete)
                .post("/stop", flows::stop)
                .routes();
    }
}
