package voipbin.platform.call;

import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;

import java.util.List;
import voipbin.kit.http.Resource;
import voipbin.kit.http.Route;

/** {@code /calls}, but for making them, which {@code dial} does. */
final class CallApi {

    private CallApi() {}

    static List<Route> routes(CallStore store, Calls calls) {
        return Resource.of(store.rows(), "/calls", ADMIN_OR_MANAGER)
                .list()
                .get()
                .delete(calls::delete)
                .post("/hangup", calls::hangup)
                .routes();
    }
}
