package voipbin.bench;

import static voipbin.bench.Percentiles.millis;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** What calls cost and how soon they ring, with the far end in this process. */
final class Calls {

    private static final int WARM_UP = 50;
    private static final int IN_A_ROW = 200;
    private static final int RATE = 200;
    private static final int AT_RATE = 1000;
    private static final int WHOLE_RATE = 100;
    private static final int WHOLE = 500;

    private Calls() {}

    static void run(Bench.Ask ask) throws IOException, InterruptedException {
        try (Product product = Product.start(ask.checkout(), ask.folder().resolve("data"))) {
            try (Ear ear = Ear.open();
                    Phones phones = new Phones(ear);
                    Load load = new Load(product.api(), phones)) {
                soonness(load, ask.out());
                wholeCalls(load, product, ask.out());
            }
            // with an ear of its own, whose packets lost are those of its calls
            try (Ear ear = Ear.open();
                    Phones phones = new Phones(ear)) {
                new Talking(product, phones, ear).run(ask.out());
            }
        }
    }

    private static void soonness(Load load, PrintStream out) throws InterruptedException {
        load.oneAfterAnother(WARM_UP).requireAll();
        Round row = load.oneAfterAnother(IN_A_ROW);
        Round rate = load.atRate(RATE, AT_RATE);
        Table table = new Table("ms", "calls", "p50", "p90", "p99", "max");
        latency(table, "POST to INVITE, one after another", row.toInvite());
        latency(table, "POST to response, one after another", row.toAnswer());
        latency(table, "due to INVITE, " + RATE + " calls/s", rate.toInvite());
        latency(table, "due to response, " + RATE + " calls/s", rate.toAnswer());
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
        Duration before = Usage.cpu(product.handle());
        Duration compilingBefore = Usage.compiling(product.handle());
        Round round = load.atRate(WHOLE_RATE, WHOLE);
        Duration taken = Usage.cpu(product.handle()).minus(before);
        Duration compiling = Usage.compiling(product.handle()).minus(compilingBefore);
        round.requireAll();
        new Table("POST, ring, answer, hang up: " + WHOLE + " calls at " + WHOLE_RATE + "/s", "")
                .row("server CPU ms a call", aCall(taken))
                .row("of that, Java compiling itself", aCall(compiling))
                .print(out);
    }

    private static String aCall(Duration taken) {
        return "%.2f".formatted((double) taken.toMillis() / WHOLE);
    }
}
