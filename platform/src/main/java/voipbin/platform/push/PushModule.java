package voipbin.platform.push;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import voipbin.base.Counters;
import voipbin.kit.http.Route;
import voipbin.kit.outward.OutwardHttp;
import voipbin.kit.sql.Db;
import voipbin.platform.flow.Webhooks;

/** Builds what tells customers of events; nothing is sent before {@link #start}. */
public final class PushModule implements AutoCloseable {

    private final OutwardHttp http;
    private final WebhookRounds rounds;
    private final EventHub hub;
    private final FlowWebhooks flowWebhooks;
    private final List<Route> routes;

    private PushModule(
            OutwardHttp http, WebhookRounds rounds, EventHub hub, FlowWebhooks flowWebhooks, List<Route> routes) {
        this.http = http;
        this.rounds = rounds;
        this.hub = hub;
        this.flowWebhooks = flowWebhooks;
        this.routes = routes;
    }

    /** @param random for jitter only */
    public static PushModule of(
            Db db, WebhookSettings settings, Clock clock, RandomGenerator random, Counters counters) {
        OutwardHttp http = new OutwardHttp(settings.allowed(), settings.patience());
        Cursors cursors = new Cursors();
        Targets targets = new Targets(db);
        DeliveryQueue queue = new DeliveryQueue(db);
        Deliveries deliveries = new Deliveries(
                new Deliveries.Parts(db, queue, targets, new WebhookSender(http, clock)),
                settings,
                clock,
                random,
                counters);
        WebhookRounds rounds = new WebhookRounds(
                new WebhookRounds.Parts(
                        db,
                        new Dispatcher(db, cursors, targets, queue),
                        queue,
                        deliveries,
                        new Clearing(db, cursors, queue, settings.kept())),
                settings,
                clock);
        counters.gauge("webhooks.pending", () -> db.read(queue::pending));
        EventHub hub = new EventHub(db, cursors, counters);
        List<Route> routes = new ArrayList<>(new WebhookApi(db, queue).routes());
        routes.addAll(hub.routes());
        FlowWebhooks flowWebhooks =
                new FlowWebhooks(http, customer -> db.read(tx -> targets.secret(tx, customer)), clock, counters);
        return new PushModule(http, rounds, hub, flowWebhooks, routes);
    }

    public List<Route> routes() {
        return routes;
    }

    /** What flows send by {@code webhook_send}. */
    public Webhooks flowWebhooks() {
        return flowWebhooks;
    }

    public void start() {
        rounds.start();
    }

    /** What is under way is given back to be sent at the next start. */
    @Override
    public void close() {
        hub.close();
        rounds.close();
        http.close();
    }
}
