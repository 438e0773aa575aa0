package voipbin.platform.provider;

import static voipbin.kit.auth.Permission.PROJECT_SUPER_ADMIN;

import java.util.ArrayList;
import java.util.List;
import voipbin.base.Problem;
import voipbin.base.Timers;
import voipbin.kit.event.Visibility;
import voipbin.kit.http.Access;
import voipbin.kit.http.Resource;
import voipbin.kit.http.Route;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.sip.message.NameAddress;

/** Builds the package: {@code /providers}. */
public record ProviderModule(Providers providers, List<Route> routes) {

    /** @param carriers where {@code /providers/setup} can set up */
    public static ProviderModule of(Db db, Carriers carriers) {
        Store<Provider> store =
                new Store<>(db, Table.of("providers", Provider.class), new Noun("provider", Visibility.INTERNAL));
        Providers providers = new Providers(store, carriers);
        List<Route> routes = new ArrayList<>(Resource.of(store, "/providers", PROJECT_SUPER_ADMIN)
                .list()
                .get()
                .create(Provider.Draft.class, providers::create)
                .with(route -> route.failing(Problem.Status.INVALID_ARGUMENT, "INVALID_CODECS"))
                .edit(Provider.Draft.class, (_, id, draft) -> providers.edit(id, draft))
                .delete()
                .routes());
        routes.add(new Route(
                        "POST",
                        "/v1.0/providers/setup",
                        Access.AUTHENTICATED,
                        Provider.Setup.class,
                        Provider.class,
                        ask -> providers.setUp(ask.caller(), ask.body(Provider.Setup.class)))
                .summary("Makes a SIP connection at a carrier and the provider for it")
                .failing(Problem.Status.INVALID_ARGUMENT, "CARRIER_CREDENTIALS_REJECTED"));
        return new ProviderModule(providers, routes);
    }

    /** What checks them, once there is a wire. */
    public ProviderHealth health(ProviderHealth.Ask ask, NameAddress from, Timers timers) {
        return new ProviderHealth(providers, ask, from, timers);
    }
}
