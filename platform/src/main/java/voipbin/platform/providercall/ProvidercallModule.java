package voipbin.platform.providercall;

import static voipbin.kit.auth.Permission.PROJECT_SUPER_ADMIN;

import java.util.List;
import org.jooq.Condition;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.event.Visibility;
import voipbin.kit.http.Access;
import voipbin.kit.http.Ask;
import voipbin.kit.http.Handler;
import voipbin.kit.http.Resource;
import voipbin.kit.http.Route;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.platform.dial.Dialing;
import voipbin.platform.provider.Providers;

/** Builds the package: {@code /providercalls}. */
public record ProvidercallModule(List<Route> routes) {

    public static ProvidercallModule of(Db db, Providers providers, Dialing dialing) {
        Store<Providercall> store = new Store<>(
                db, Table.of("providercalls", Providercall.class), new Noun("providercall", Visibility.INTERNAL));
        Providercalls calls = new Providercalls(store, providers, dialing);
        return new ProvidercallModule(Resource.of(store, "/providercalls", PROJECT_SUPER_ADMIN)
                .list(ask -> store.page(ask.page(), of(ask, store)))
                .with(route -> route.query("provider_id", Id.class, "Only by this provider"))
                .create(Providercall.Draft.class, calls::create)
                .route(one("GET", ask -> store.get(ask.caller(), PROJECT_SUPER_ADMIN, id(ask))))
                .route(one("DELETE", ask -> store.delete(ask.caller(), PROJECT_SUPER_ADMIN, id(ask))))
                .routes());
    }

    /** The contract declares the id of these a uuid, which has another reason (conventions §6). */
    private static Route one(String method, Handler handler) {
        return new Route(
                method, "/v1.0/providercalls/{id}", Access.AUTHENTICATED, Void.class, Providercall.class, handler);
    }

    private static Id<Providercall> id(Ask ask) {
        return ask.id("id", "INVALID_REQUEST_PARAMETER");
    }

    private static Condition of(Ask ask, Store<Providercall> store) {
        Condition live = store.table().live();
        String provider = ask.query("provider_id", "");
        return provider.isEmpty()
                ? live
                : live.and(store.table()
                        .is(
                                "provider_id",
                                Id.parse(provider)
                                        .orElseThrow(() -> Problem.invalid(
                                                "INVALID_REQUEST_PARAMETER", "provider_id", "must be a UUID"))));
    }
}
