package voipbin.platform.flow;

import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;

import java.util.List;
import voipbin.kit.http.Resource;
import voipbin.kit.http.Route;
import voipbin.kit.sql.Store;

/** {@code /flows}. */
public final class FlowApi {

    private FlowApi() {}

    public static List<Route> routes(StoredFlows flows, Store<Flow> store) {
        return Resource.of(store, "/flows", ADMIN_OR_MANAGER)
                .list(flows::list)
                .get()
                .create(StoredFlows.Draft.class, flows::create)
                .edit(StoredFlows.Draft.class, (_, id, draft) -> flows.edit(id, draft))
                .delete((_, id) -> flows.delete(id))
                .post("/direct-hash-regenerate", (_, id) -> flows.regenerateHash(id))
                .post("/simulate", Script.class, (_, id, script) -> flows.simulate(id, script))
                .with(route -> route.answering(Trace.class).summary("Walks the flow without a phone, by a script"))
                .routes();
    }
}
