package voipbin.platform.push;

import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;

import java.util.Arrays;
import java.util.List;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.http.Ask;
import voipbin.kit.http.Resource;
import voipbin.kit.http.Route;
import voipbin.kit.json.Json;
import voipbin.kit.page.Page;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Store;
import voipbin.platform.push.WebhookDelivery.Status;

/** {@code /webhook_deliveries}. */
final class WebhookApi {

    private final Db db;
    private final DeliveryQueue queue;
    private final Store<WebhookDelivery> store;

    WebhookApi(Db db, DeliveryQueue queue) {
        this.db = db;
        this.queue = queue;
        this.store = queue.store();
    }

    List<Route> routes() {
        return Resource.of(store, "/webhook_deliveries", ADMIN_OR_MANAGER)
                .list(this::list)
                .with(route -> route.query("status", Status.class, "Only these."))
                .get("", WebhookDelivery.Detail.class, this::detail)
                .post("/replay", this::replay)
                .with(route -> route.failing(Problem.Status.FAILED_PRECONDITION, "STATE_INVALID"))
                .routes();
    }

    private Page<WebhookDelivery> list(Ask ask) {
        String status = ask.query("status", "");
        Condition filter = status.isEmpty() ? DSL.noCondition() : store.table().is("status", statusOf(status));
        return store.list(ask.caller(), ADMIN_OR_MANAGER, ask.page(), filter);
    }

    private static Status statusOf(String text) {
        return Arrays.stream(Status.values())
                .filter(status -> Json.nameOf(status).equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("INVALID_FILTER", "status", "must be pending, delivered or dead"));
    }

    private WebhookDelivery.Detail detail(Caller caller, Id<WebhookDelivery> id) {
        return db.read(
                tx -> WebhookDelivery.Detail.of(store.live(tx, caller, ADMIN_OR_MANAGER, id), queue.attempts(tx, id)));
    }

    private WebhookDelivery replay(Caller caller, Id<WebhookDelivery> id) {
        return db.write(tx -> {
            WebhookDelivery delivery = store.live(tx, caller, ADMIN_OR_MANAGER, id);
            if (delivery.status() == Status.PENDING) {
                throw Problem.conflict("STATE_INVALID", "It is still being tried.");
            }
            return queue.replay(tx, delivery);
        });
    }
}
