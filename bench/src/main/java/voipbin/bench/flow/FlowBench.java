package voipbin.bench.flow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import voipbin.bench.Bench;
import voipbin.bench.BenchFailure;
import voipbin.bench.KeepAlive;
import voipbin.bench.Product;
import voipbin.bench.Table;
import voipbin.bench.Usage;
import voipbin.kit.json.Json;
import voipbin.platform.flow.Action;
import voipbin.platform.flow.Script;
import voipbin.platform.flow.Simulation;

/**
 * What an action costs: activeflows of {@link #ACTIONS} that do next to nothing, through the API and the engine, each
 * action with its row and its event on disk; beside activeflows of one action.
 */
public final class FlowBench {

    public static final String SUMMARY = "CPU an action of a flow, with its row and its event";
    public static final Duration LONGEST = Duration.ofMinutes(10);

    private static final int ACTIONS = 100;
    private static final int WARM_UP = 200;
    private static final int MEASURED = 300;
    private static final int SIMULATED = 2000;

    /** So many run at once. */
    private static final int PIECE = 50;

    private static final long PATIENCE = 60_000_000_000L;
    private static final Duration LOOK = Duration.ofMillis(5);

    private final Product product;
    private final KeepAlive http;

    private FlowBench(Product product, KeepAlive http) {
        this.product = product;
        this.http = http;
    }

    /** Starts the product, measures, prints. */
    public static void run(Bench.Ask ask) throws IOException, InterruptedException {
        try (Product product =
                        Product.start(List.of(), ask.checkout(), ask.folder().resolve("flows"), List.of());
                KeepAlive http = KeepAlive.to(product.card().path("api").asString())) {
            new FlowBench(product, http).measure(ask);
        }
    }

    private void measure(Bench.Ask ask) throws IOException, InterruptedException {
        String lengthy = flow(ACTIONS);
        String brief = flow(1);
        cost(lengthy, WARM_UP);
        Cost hundred = cost(lengthy, MEASURED);
        Cost one = cost(brief, MEASURED);
        double action = (hundred.cpu() - one.cpu()) / (ACTIONS - 1) / MEASURED;
        double compiling = (hundred.compiling() - one.compiling()) / (ACTIONS - 1) / MEASURED;
        new Table("flows of " + ACTIONS + " actions, " + PIECE + " at once", "")
                .row("CPU µs an action (wanted: 20)", "%.1f".formatted(action))
                .row("of that, Java compiling itself", "%.1f".formatted(compiling))
                .row("actions a second", "%.0f".formatted(ACTIONS * MEASURED / hundred.seconds()))
                .row("CPU µs an activeflow of one action, POST included", "%.0f".formatted(one.cpu() / MEASURED))
                .row("the engine alone, simulated, µs an action", "%.1f".formatted(alone()))
                .print(ask.out());
    }

    /** Without rows, events and threads: what is left is the walk itself. */
    private static double alone() {
        Action action = Action.of("variable_set", Map.of("key", "k", "value", "${k}"));
        List<Action> actions = Collections.nCopies(ACTIONS, action);
        Script script = Json.read("{}".getBytes(StandardCharsets.UTF_8), Script.class);
        long began = 0;
        for (int i = 0; i < 2 * SIMULATED; i++) {
            if (i == SIMULATED) {
                began = System.nanoTime();
            }
            if (Simulation.of(actions, script, Instant.EPOCH).actions().size() != ACTIONS) {
                throw new BenchFailure("a simulation did not take all actions");
            }
        }
        return (System.nanoTime() - began) / 1e3 / ACTIONS / SIMULATED;
    }

    /** Microseconds, over a whole round. */
    private record Cost(double cpu, double compiling, double seconds) {}

    private Cost cost(String flow, int times) throws IOException, InterruptedException {
        Duration cpu = Usage.cpu(product.handle());
        Duration compiling = Usage.compiling(product.handle());
        long began = System.nanoTime();
        for (int done = 0; done < times; done += PIECE) {
            piece(flow);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Cost(
                Usage.cpu(product.handle()).minus(cpu).toNanos() / 1e3,
                Usage.compiling(product.handle()).minus(compiling).toNanos() / 1e3,
                seconds);
    }

    private void piece(String flow) throws IOException, InterruptedException {
        byte[] request = KeepAlive.request("POST", path("activeflows"), "{\"flow_id\":\"" + flow + "\"}");
        String[] ids = new String[PIECE];
        for (int i = 0; i < PIECE; i++) {
            ids[i] = Json.parse(http.ask(request).text()).path("id").asString();
        }
        for (String id : ids) {
            awaitEnd(id);
        }
    }

    private void awaitEnd(String id) throws IOException, InterruptedException {
        byte[] request = KeepAlive.request("GET", path("activeflows/" + id), "");
        long end = System.nanoTime() + PATIENCE;
        while (!Json.parse(http.ask(request).text()).path("status").asString().equals("ended")) {
            if (System.nanoTime() > end) {
                throw new BenchFailure("activeflow " + id + " does not end");
            }
            Thread.sleep(LOOK);
        }
    }

    private String flow(int length) throws IOException {
        StringJoiner actions = new StringJoiner(",", "[", "]");
        for (int i = 0; i < length; i++) {
            actions.add("{\"type\":\"variable_set\",\"option\":{\"key\":\"k\",\"value\":\"${k}\"}}");
        }
        String body = "{\"name\":\"bench\",\"detail\":\"\",\"actions\":" + actions + "}";
        return Json.parse(
                        http.ask(KeepAlive.request("POST", path("flows"), body)).text())
                .path("id")
                .asString();
    }

    private String path(String path) {
        return "/v1.0/" + path + "?accesskey="
                + product.card().path("accesskey").asString();
    }
}
