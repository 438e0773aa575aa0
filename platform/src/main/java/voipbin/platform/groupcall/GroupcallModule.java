package voipbin.platform.groupcall;

import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;

import java.util.List;
import voipbin.kit.event.Visibility;
import voipbin.kit.http.Resource;
import voipbin.kit.http.Route;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.platform.call.CallOwners;
import voipbin.platform.call.Calls;

/** Builds the package: {@code /groupcalls}. */
public record GroupcallModule(Groupcalls groupcalls, List<Route> routes) {

    public static GroupcallModule of(Db db, Calls calls, CallOwners owners) {
        Noun noun = new Noun("groupcall", Visibility.CUSTOMER)
                .except("groupcall_updated")
                .deleted(Noun.Deleted.SHOWN);
        Store<Groupcall> store = new Store<>(db, Table.of("groupcalls", Groupcall.class), noun);
        Groupcalls groupcalls = new Groupcalls(store, calls, owners);
        List<Route> routes = Resource.of(store, "/groupcalls", ADMIN_OR_MANAGER)
                .list()
                .get()
                .delete(groupcalls::delete)
                .post("/hangup", groupcalls::hangup)
                .routes();
        return new GroupcallModule(groupcalls, routes);
    }
}
