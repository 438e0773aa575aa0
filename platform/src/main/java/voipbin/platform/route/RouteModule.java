package voipbin.platform.route;

import static voipbin.kit.auth.Permission.PROJECT_SUPER_ADMIN;

import java.util.List;
import org.jooq.Condition;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.event.Visibility;
import voipbin.kit.http.Ask;
import voipbin.kit.http.Resource;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;

/** Builds the package: {@code /routes}. */
public record RouteModule(Routes all, NumberingPlan plan, List<voipbin.kit.http.Route> routes) {

    public static RouteModule of(Db db) {
        Store<Route> store = new Store<>(db, Table.of("routes", Route.class), new Noun("route", Visibility.INTERNAL));
        Routes all = new Routes(store);
        List<voipbin.kit.http.Route> routes = Resource.of(store, "/routes", PROJECT_SUPER_ADMIN)
                .list(ask -> store.page(ask.page(), ofOwner(ask, store)))
                .with(route -> route.query("customer_id", Id.class, "Only this customer's"))
                .get()
                .create(Route.Draft.class, all::create)
                .edit(Route.Edit.class, (_, id, edit) -> all.edit(id, edit))
                .delete()
                .routes();
        return new RouteModule(all, new NumberingPlan(), routes);
    }

    private static Condition ofOwner(Ask ask, Store<Route> store) {
        String owner = ask.query("customer_id", "");
        Condition live = store.table().live();
        return owner.isEmpty() ? live : live.and(store.table().is("customer_id", id(owner, "customer_id")));
    }

    private static Id<?> id(String text, String parameter) {
        return Id.parse(text)
                .orElseThrow(() -> Problem.invalid("INVALID_REQUEST_PARAMETER", parameter, "must be a UUID"));
    }
}
