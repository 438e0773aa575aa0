package voipbin.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import voipbin.kit.json.Json;

/** What a request costs the product, and what the same costs bare Javalin, in turns. */
final class Http {

    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration LENGTH = Duration.ofSeconds(10);
    private static final int LISTED = 100;
    private static final String TAG = "{\"name\":\"bench\",\"detail\":\"made by a bench\"}";

    /** An operation, as both servers know it. */
    private record Operation(String name, byte[] product, byte[] bare) {}

    private final Rate.Server product;
    private final String key;
    private final Path folder;

    private Http(Product product, Path folder) {
        this.product = new Rate.Server(product.card().path("api").asString(), product.handle());
        this.key = "?accesskey=" + product.card().path("accesskey").asString();
        this.folder = folder;
    }

    static void run(Bench.Ask ask) throws IOException, InterruptedException {
        try (Product product = Product.start(ask.checkout(), ask.folder().resolve("data"))) {
            new Http(product, ask.folder()).run(ask, product.handle());
        }
    }

    private void run(Bench.Ask ask, ProcessHandle process) throws IOException, InterruptedException {
        List<Operation> operations = operations();
        try (BareServer bare = BareServer.start(process, folder.resolve("one"), folder.resolve("list"))) {
            for (Operation operation : operations) {
                Rate.measure(product, operation.product(), WARM_UP);
                Rate.measure(bare.server(), operation.bare(), WARM_UP);
            }
            Table table = new Table(Crowd.SIZE + " clients", "requests/s", "CPU µs", "compiling", "ms p50", "p99");
            Table ratios = new Table("product : bare Javalin", "requests/s", "CPU a request");
            for (Operation operation : operations) {
                Rate ours = Rate.measure(product, operation.product(), LENGTH);
                Rate theirs = Rate.measure(bare.server(), operation.bare(), LENGTH);
                ours.row(table, operation.name());
                theirs.row(table, "  bare Javalin");
                ratios.row(
                        operation.name(),
                        "%.2f".formatted(ours.perSecond() / theirs.perSecond()),
                        "%.1f".formatted(ours.cpuMicros() / theirs.cpuMicros()));
            }
            table.print(ask.out());
            ratios.print(ask.out());
        }
    }

    /** Also leaves what the product answers where bare Javalin finds it. */
    private List<Operation> operations() throws IOException {
        String one;
        String list = "/v1.0/tags" + key + "&page_size=" + LISTED;
        byte[] tag = KeepAlive.request("POST", "/v1.0/tags" + key, TAG);
        try (KeepAlive connection = KeepAlive.to(product.site())) {
            Message extensions = connection.ask(KeepAlive.request("GET", "/v1.0/extensions" + key, ""));
            String id = Json.parse(extensions.text()).at("/result/0/id").asString();
            one = "/v1.0/extensions/" + id + key;
            Files.write(
                    folder.resolve("one"),
                    connection.ask(KeepAlive.request("GET", one, "")).body());
            for (int i = 0; i < LISTED; i++) {
                var _ = connection.ask(tag);
            }
            Message tags = connection.ask(KeepAlive.request("GET", list, ""));
            Files.write(folder.resolve("list"), tags.body());
            if (Json.parse(tags.text()).path("result").size() != LISTED) {
                throw new BenchFailure("the list has not " + LISTED + " tags");
            }
        }
        List<Operation> all = new ArrayList<>();
        all.add(new Operation("GET one extension", get(one), get("/one/1")));
        all.add(new Operation("GET " + LISTED + " tags", get(list), get("/list")));
        all.add(new Operation("POST a tag, with its event", tag, KeepAlive.request("POST", "/tags", TAG)));
        return all;
    }

    private static byte[] get(String target) {
        return KeepAlive.request("GET", target, "");
    }
}
