package voipbin.bench;

import java.io.IOException;
import java.nio.file.Path;

/** How long a start takes: the first one on a new data folder, then others on the same; and what it takes at rest. */
final class Starts {

    private static final int WARM = 4;
    private static final int REST_MILLIS = 5000;

    private Starts() {}

    static void run(Bench.Ask ask) throws IOException, InterruptedException {
        Path data = ask.folder().resolve("data");
        long cold = once(ask, data);
        long[] warm = new long[WARM];
        for (int i = 0; i < WARM - 1; i++) {
            warm[i] = once(ask, data);
        }
        Usage rest;
        try (Product product = Product.start(ask.checkout(), data)) {
            warm[WARM - 1] = product.tookNanos();
            Thread.sleep(REST_MILLIS);
            rest = Usage.of(product.handle());
        }
        print(ask, cold, warm, rest);
    }

    private static long once(Bench.Ask ask, Path data) throws IOException {
        try (Product product = Product.start(ask.checkout(), data)) {
            return product.tookNanos();
        }
    }

    private static void print(Bench.Ask ask, long cold, long[] warm, Usage rest) {
        Percentiles starts = new Percentiles(warm);
        new Table("from the command to ready", "ms")
                .row("cold: on a new data folder", whole(cold))
                .row("warm: the quickest of " + WARM + " more", whole(starts.least()))
                .row("warm: median", whole(starts.at(50)))
                .row("warm: the slowest", whole(starts.most()))
                .print(ask.out());
        new Table("at rest, " + REST_MILLIS / 1000 + " s after the start", "")
                .row("resident memory", rest.residentMegabytes())
                .row("CPU since the start", rest.cpu().toMillis() + " ms")
                .row("threads", rest.threads())
                .row("open descriptors", rest.descriptors())
                .print(ask.out());
    }

    private static String whole(long nanos) {
        return "%.0f".formatted(nanos / 1e6);
    }
}
