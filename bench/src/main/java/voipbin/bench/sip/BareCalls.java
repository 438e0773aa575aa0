package voipbin.bench.sip;

import java.io.IOException;
import voipbin.bench.Bench;
import voipbin.bench.Cores;
import voipbin.bench.Measured;
import voipbin.bench.Percentiles;
import voipbin.bench.Table;

/** The stack alone, answering. */
final class BareCalls {

    private static final int WARM_UP_RATE = 2000;
    private static final int WARM_UP = 20_000;
    private static final int SECONDS = 5;
    private static final int[] RATES = {1000, 2000, 4000, 6000, 8000};

    private BareCalls() {}

    static void run(Bench.Ask ask, boolean apart) throws IOException, InterruptedException {
        try (BareProcess server = BareProcess.start(command -> Cores.forServer(apart, command));
                CallLoad load = new CallLoad(server.address(), server.uri(), 9)) {
            measure(ask, server.handle(), load);
        }
    }

    private static void measure(Bench.Ask ask, ProcessHandle server, CallLoad load)
            throws IOException, InterruptedException {
        load.run(WARM_UP_RATE, WARM_UP, CallLoad.End.CALLER);
        Table table =
                new Table("bare stack, calls/s", "answered", "failed", "CPU ms", "compiling", "core", "p50", "p99");
        for (int rate : RATES) {
            CallRun[] run = new CallRun[1];
            Measured cost = Measured.of(server, () -> run[0] = load.run(rate, rate * SECONDS, CallLoad.End.CALLER));
            int calls = run[0].calls();
            Percentiles setup = run[0].setup();
            table.row(
                    rate,
                    run[0].answeredCalls(),
                    run[0].failed(),
                    "%.3f".formatted(cost.millis(calls)),
                    "%.3f".formatted(cost.compilingMillis(calls)),
                    cost.share(),
                    Percentiles.millis(setup.at(50)),
                    Percentiles.millis(setup.at(99)));
        }
        table.print(ask.out());
        ask.out().println("  wanted: 0.12 ms a call");
    }
}
