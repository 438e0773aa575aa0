package voipbin.platform.outboundconfig;

import static voipbin.kit.auth.Permission.CUSTOMER_ADMIN;
import static voipbin.kit.auth.Permission.PROJECT_SUPER_ADMIN;

import java.util.List;
import org.jooq.Condition;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.http.Access;
import voipbin.kit.http.Ask;
import voipbin.kit.http.Handler;
import voipbin.kit.http.Resource;
import voipbin.kit.http.Route;
import voipbin.kit.page.Page;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Tx;
import voipbin.platform.customer.Customer;
import voipbin.platform.outboundconfig.OutboundConfig.Edit;

/** {@code /outbound_config}, one's own, and {@code /outbound_configs}, an operator's view of all. */
final class OutboundConfigApi {

    private final Store<OutboundConfig> store;
    private final OutboundConfigs configs;

    OutboundConfigApi(Store<OutboundConfig> store, OutboundConfigs configs) {
        this.store = store;
        this.configs = configs;
    }

    List<Route> routes() {
        List<Route> all = Resource.of(store, "/outbound_configs", PROJECT_SUPER_ADMIN)
                .list(this::list)
                .with(route -> route.query("customer_id", Id.class, "Only this customer's"))
                .create(
                        Edit.class,
                        (caller, draft) -> configs.create(caller.customerId().as(), draft))
                .route(one("GET", Void.class, ask -> store.get(ask.caller(), PROJECT_SUPER_ADMIN, id(ask))))
                .route(one("PUT", Edit.class, this::edit))
                .route(one("DELETE", Void.class, ask -> store.delete(ask.caller(), PROJECT_SUPER_ADMIN, id(ask))))
                .route(own("GET", Void.class, ask -> store.db().read(tx -> own(tx, ask))))
                .route(own("PUT", Edit.class, this::editOwn))
                .routes();
        return all;
    }

    /** The contract declares the id of these a uuid, which has another reason (conventions §6). */
    private static Id<OutboundConfig> id(Ask ask) {
        return ask.id("id", "INVALID_REQUEST_PARAMETER");
    }

    private static Route one(String method, Class<?> body, Handler handler) {
        return new Route(
                method, "/v1.0/outbound_configs/{id}", Access.AUTHENTICATED, body, OutboundConfig.class, handler);
    }

    private static Route own(String method, Class<?> body, Handler handler) {
        return new Route(method, "/v1.0/outbound_config", Access.AUTHENTICATED, body, OutboundConfig.class, handler);
    }

    private Page<OutboundConfig> list(Ask ask) {
        Condition live = store.table().live();
        String owner = ask.query("customer_id", "");
        if (owner.isEmpty()) {
            return store.page(ask.page(), live);
        }
        Id<Customer> customer = Id.<Customer>parse(owner)
                .orElseThrow(() -> Problem.invalid("INVALID_REQUEST_PARAMETER", "customer_id", "must be a UUID"));
        return store.page(ask.page(), live.and(store.table().is("customer_id", customer)));
    }

    private OutboundConfig edit(Ask ask) {
        Id<OutboundConfig> id = id(ask);
        Edit edit = ask.body(Edit.class);
        return store.db().write(tx -> configs.edit(tx, store.live(tx, ask.caller(), PROJECT_SUPER_ADMIN, id), edit));
    }

    private OutboundConfig own(Tx tx, Ask ask) {
        ask.caller().require(ask.caller().customerId(), CUSTOMER_ADMIN);
        return configs.of(tx, ask.caller().customerId().as()).orElseThrow(() -> Problem.notFound("outbound_config"));
    }

    private OutboundConfig editOwn(Ask ask) {
        Edit edit = ask.body(Edit.class);
        return store.db().write(tx -> configs.edit(tx, own(tx, ask), edit));
    }
}
