package voipbin.bench;

import static voipbin.bench.Percentiles.millis;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/**
 * What calls cost and how soon they ring. The server has the first core to itself, the far end, in this process, the
 * second; each call is a durable row, with its events, before its INVITE leaves.
 */
final class Calls {

    static final Duration LONGEST = Duration.ofMinutes(8);

    private static final int FIRST = 50;

    /** Calls a second; for so long each, so that what is measured is compiled. */
    private static final int[] WARM_UP_RATES = {25, 50, 100, 150, 200, 200, 200, 200};

    private static final int WARM_UP_SECONDS = 15;
    private static final int IN_A_ROW = 200;
    private static final int RATE = 200;
    private static final int AT_RATE = 2000;

    private Calls() {}

    static void run(Bench.Ask ask) throws IOException, InterruptedException {
        boolean apart = Cores.apart();
        if (apart) {
            Cores.takeOurs();
        } else {
            ask.out().println("one core for server and load: figures of CPU hold, times do not");
        }
        try (Product product = Product.start(
                Cores.forServer(apart, List.of()), ask.checkout(), ask.folder().resolve("data"), List.of())) {
            try (Ear ear = Ear.open();
                    Phones phones = new Phones(ear);
                    Api api = product.api();
                    Load load = new Load(api, phones)) {
                warmUp(load, ask.out());
                soonness(load, Disk.floor(ask.folder()), ask.out());
                wholeCalls(load, product, ask.out());
            }
            // with an ear of its own, whose packets lost are those of its calls
            try (Ear ear = Ear.open();
                    Phones phones = new Phones(ear)) {
                new Talking(product, phones, ear).run(ask.out());
            }
        }
    }

    private static void warmUp(Load load, PrintStream out) throws InterruptedException {
        load.oneAfterAnother(FIRST).requireAll();
        int calls = FIRST;
        int failed = 0;
        for (int rate : WARM_UP_RATES) {
            Round round = load.atRate(rate, rate * WARM_UP_SECONDS);
            calls += rate * WARM_UP_SECONDS;
            failed += round.failures().size();
        }
        out.printf("  warmed up by %d calls at a rate that grew to %d/s; %d of them failed%n", calls, RATE, failed);
    }

    private static void soonness(Load load, Percentiles disk, PrintStream out) throws InterruptedException {
        Round row = load.oneAfterAnother(IN_A_ROW);
        Round rate = load.atRate(RATE, AT_RATE);
        Table table = new Table("ms", "calls", "p50", "p90", "p99", "max");
        latency(table, "the disk alone: to write 12 kB for good", disk);
        latency(table, "POST to INVITE, one after another", row.toInvite());
        latency(table, "POST to response, one after another", row.toAnswer());
        latency(table, "due to INVITE, " + RATE + " calls/s (wanted: 1 and 5)", rate.toInvite());
        latency(table, "due to response, " + RATE + " calls/s", rate.toAnswer());
        latency(table, "of these, due to POST: our own", rate.toPost());
        table.print(out);
        List.of(row, rate).forEach(Round::requireAll);
    }

    private static void latency(Table table, String name, Percentiles nanos) {
        table.row(
                name,
                nanos.count(),
                millis(nanos.at(50)),
                millis(nanos.at(90)),
                millis(nanos.at(99)),
                millis(nanos.most()));
    }

    private static void wholeCalls(Load load, Product product, PrintStream out)
            throws IOException, InterruptedException {
        Round[] round = new Round[1];
        Measured cost = Measured.of(product.handle(), () -> round[0] = load.atRate(RATE, AT_RATE));
        round[0].requireAll();
        new Table("POST, ring, answer, hang up: " + AT_RATE + " calls at " + RATE + "/s", "")
                .row("server CPU ms a call (wanted: 1.3)", "%.2f".formatted(cost.millis(AT_RATE)))
                .row("of that, Java compiling itself", "%.2f".formatted(cost.compilingMillis(AT_RATE)))
                .row("server CPU, of one core", cost.share())
                .print(out);
    }
}
