package voipbin.platform.outboundlimit;

import static voipbin.kit.auth.Permission.PROJECT_SUPER_ADMIN;

import java.util.List;
import voipbin.kit.event.Visibility;
import voipbin.kit.http.Resource;
import voipbin.kit.http.Route;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.platform.billing.Billing;
import voipbin.platform.call.Call;

/** Builds the package: {@code /outbound_limits}, which the contract does not have. */
public record OutboundLimitModule(OutboundLimits limits, Brakes brakes, List<Route> routes) {

    /** @param usual for the customers that have none of their own */
    public static OutboundLimitModule of(Db db, OutboundLimit.Amounts usual) {
        Store<OutboundLimit> store = new Store<>(
                db, Table.of("outbound_limits", OutboundLimit.class), new Noun("outbound_limit", Visibility.INTERNAL));
        OutboundLimits limits = new OutboundLimits(store, usual);
        Brakes brakes = new Brakes(
                limits,
                new Store<>(
                        db,
                        Table.of("telephone_calls", TelephoneCall.class),
                        new Noun("telephone_call", Visibility.NOBODY)),
                new Store<>(db, Table.of("calls", Call.class), new Noun("call", Visibility.NOBODY)),
                new Store<>(db, Table.of("billings", Billing.class), new Noun("billing", Visibility.NOBODY)));
        List<Route> routes = Resource.of(store, "/outbound_limits", PROJECT_SUPER_ADMIN)
                .list(ask -> store.page(ask.page(), store.table().live()))
                .get()
                .create(OutboundLimit.Draft.class, limits::create)
                .edit(OutboundLimit.Edit.class, (_, id, edit) -> limits.edit(id, edit))
                .delete()
                .routes();
        return new OutboundLimitModule(limits, brakes, routes);
    }
}
