package voipbin.platform.tag;

import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;
import static voipbin.kit.auth.Permission.ANYONE;

import java.util.ArrayList;
import java.util.List;
import voipbin.kit.event.Visibility;
import voipbin.kit.http.Resource;
import voipbin.kit.http.Route;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.platform.customer.CustomerListener;

/** {@code /tags} and {@code /service_agents/tags}. */
public record TagModule(CustomerListener listener, List<Route> routes) {

    public static TagModule of(Db db) {
        Store<Tag> store = new Store<>(db, Table.of("tags", Tag.class), new Noun("tag", Visibility.INTERNAL));
        List<Route> routes = new ArrayList<>(Resource.of(store, "/tags", ADMIN_OR_MANAGER)
                .list()
                .get()
                .create(Tag.Draft.class)
                .edit(Tag.Draft.class)
                .delete()
                .routes());
        routes.addAll(Resource.of(store, "/service_agents/tags", ANYONE)
                .list(ask -> {
                    ask.caller().requireAgent();
                    return store.list(ask.caller(), ANYONE, ask.page());
                })
                .get((caller, id) -> {
                    caller.requireAgent();
                    return store.get(caller, ANYONE, id);
                })
                .routes());
        return new TagModule(CustomerListener.removing(store), routes);
    }
}
