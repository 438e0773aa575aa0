package voipbin.bench;

import static voipbin.bench.Percentiles.millis;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** How soon and how cheaply many are told of what happens: by webhooks, and by WebSockets. */
final class Events {

    private static final int CUSTOMERS = 100;
    private static final long SECOND = 1_000_000_000;
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration LENGTH = Duration.ofSeconds(5);

    /** Changes a second, over all; without end for as many as can be. */
    private static final int STEADY = 200;

    /** What comes of it must be told in time. */
    private static final Duration BURST = Duration.ofSeconds(2);

    /** Times the steady rate. */
    private static final int WARM_RATE = 1;

    private static final int WITHOUT_PAUSE = Integer.MAX_VALUE;
    private static final int ONE_CUSTOMERS = 20;

    private final Rate.Server server;
    private final Arrivals arrivals;
    private final Table table =
            new Table("", "changes/s", "deliveries/s", "ms p50", "p99", "max", "CPU µs a change", "a delivery");

    private Events(Rate.Server server, Arrivals arrivals) {
        this.server = server;
        this.arrivals = arrivals;
    }

    static void run(Bench.Ask ask) throws IOException, InterruptedException {
        Arrivals arrivals = new Arrivals();
        try (Product product = Product.start(ask.checkout(), ask.folder().resolve("data"));
                WebhookTargets targets = new WebhookTargets(CUSTOMERS, arrivals)) {
            String site = product.card().path("api").asString();
            Events events = new Events(new Rate.Server(site, product.handle()), arrivals);
            List<Tenants.Tenant> tenants = Tenants.signUp(site, CUSTOMERS, targets::uri);
            try {
                events.all(tenants, targets);
            } finally {
                events.print(ask.out());
            }
        }
    }

    private void all(List<Tenants.Tenant> tenants, WebhookTargets targets) throws IOException, InterruptedException {
        String each = " customers, each ";
        Tenants.setWebhooks(server.site(), tenants, _ -> "");
        rounds(CUSTOMERS + each + "nobody to tell", tenants, 0, STEADY);
        try (Listeners listeners = new Listeners(server.site(), arrivals)) {
            tenants.forEach(listeners::add);
            rounds(CUSTOMERS + each + "a WebSocket", tenants, 1, STEADY);
        }
        Tenants.Tenant first = tenants.getFirst();
        try (Listeners listeners = new Listeners(server.site(), arrivals)) {
            for (int i = 0; i < CUSTOMERS; i++) {
                listeners.add(first);
            }
            rounds("one customer, " + CUSTOMERS + " WebSockets", List.of(first), CUSTOMERS, ONE_CUSTOMERS);
        }
        Tenants.setWebhooks(server.site(), tenants, targets::uri);
        rounds(CUSTOMERS + each + "a webhook target", tenants, 1, STEADY);
    }

    private void rounds(String name, List<Tenants.Tenant> tenants, int each, int steady)
            throws IOException, InterruptedException {
        arrivals.clear();
        change(tenants, WARM_RATE * steady, WARM_UP);
        if (each > 0) {
            var _ = arrivals.await(each);
        }
        table.row(name);
        round("  " + steady + " changes/s", tenants, each, steady);
        // the rows of before are printed even if these are too many to be told in time
        round("  without a pause", tenants, each, WITHOUT_PAUSE);
    }

    private void round(String name, List<Tenants.Tenant> tenants, int each, int perSecond)
            throws IOException, InterruptedException {
        arrivals.clear();
        Duration before = Usage.cpu(server.process());
        long began = System.nanoTime();
        int changes = change(tenants, perSecond, perSecond == WITHOUT_PAUSE ? BURST : LENGTH);
        double seconds = (System.nanoTime() - began) / 1e9;
        if (each == 0) {
            double cpu = Usage.cpu(server.process()).minus(before).toNanos() / 1e3;
            table.row(name, "%.0f".formatted(changes / seconds), "", "", "", "", "%.0f".formatted(cpu / changes));
            return;
        }
        Arrivals.Told told = arrivals.await(each);
        double cpu = Usage.cpu(server.process()).minus(before).toNanos() / 1e3;
        table.row(
                name,
                "%.0f".formatted(changes / seconds),
                "%.0f".formatted(told.deliveries() * (double) SECOND / (told.last() - told.first())),
                millis(told.lags().at(50)),
                millis(told.lags().at(99)),
                millis(told.lags().most()),
                "%.0f".formatted(cpu / changes),
                "%.0f".formatted(cpu / told.deliveries()));
    }

    /** Changes agents in turns, each by one client only, so that its changes have an order; how many there were. */
    private int change(List<Tenants.Tenant> tenants, int perSecond, Duration length) throws InterruptedException {
        int clients = Math.min(Crowd.SIZE, tenants.size());
        long apart = perSecond == WITHOUT_PAUSE ? 0 : SECOND * clients / perSecond;
        long began = System.nanoTime();
        return Crowd.at(server.site(), (client, connection) -> {
                    int done = 0;
                    for (int i = client; client < clients && System.nanoTime() < began + length.toNanos(); done++) {
                        awaitTime(began + apart * client / clients + apart * done);
                        change(connection, tenants.get(i), done);
                        i = i + clients < tenants.size() ? i + clients : client;
                    }
                    return done;
                })
                .stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private static void awaitTime(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void change(KeepAlive connection, Tenants.Tenant tenant, int count) throws IOException {
        long began = System.nanoTime();
        Message answer = connection.ask(tenant.change(count % 2 == 0));
        arrivals.asked(Change.in(answer.text()), began);
    }

    private void print(PrintStream out) {
        table.print(out);
    }
}
