package voipbin.bench.sip;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import voipbin.bench.Bench;
import voipbin.bench.BenchFailure;
import voipbin.bench.Measured;
import voipbin.bench.Percentiles;
import voipbin.bench.Table;
import voipbin.bench.Usage;

/** Calls to a virtual number of the whole product: INVITE, flow, answer, BYE; each call a row with its events. */
final class WholeCalls {

    private static final String NUMBER = "+899100000001";
    private static final String ANSWER = "[{\"type\":\"answer\"}]";
    private static final String ANSWER_AND_WAIT =
            "[{\"type\":\"answer\"},{\"type\":\"sleep\",\"option\":{\"duration\":3600000}}]";

    /** Java compiles what is used often; at full speed from the start it would have no time for that. */
    private static final int[] WARM_UP_RATES = {50, 100, 150, 200, 250, 300, 350, 400, 400, 400};

    private static final int WARM_UP_SECONDS = 10;
    private static final int IDLE_RATE = 300;
    private static final long PERIOD = 10_000_000_000L;
    private static final int SECONDS = 8;
    private static final int[] RATES = {100, 200, 400, 600, 800, 1000, 1200};
    private static final int IDLE = 1500;
    private static final int SOAK_RATE = 400;

    /** As measured for issue 4: CPU ms an answered call. */
    private static final double ASTERISK = 1.64;

    private static final double FREESWITCH = 5.6;

    private final Bench.Ask ask;
    private final boolean apart;
    private final PrintStream out;

    WholeCalls(Bench.Ask ask, boolean apart) {
        this.ask = ask;
        this.apart = apart;
        this.out = ask.out();
    }

    /** A running site with a load that has warmed it. */
    private record Warm(Site site, CallLoad load) {}

    @FunctionalInterface
    private interface Part {
        void run(Warm warm) throws IOException, InterruptedException;
    }

    private void with(String actions, Part part) throws IOException, InterruptedException {
        try (Site site = Site.start(ask, apart, "calls" + System.nanoTime());
                DatagramChannel media = DatagramChannel.open()) {
            media.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = ((InetSocketAddress) media.getLocalAddress()).getPort();
            try (CallLoad load = new CallLoad(site.sip(), site.number(NUMBER, actions), port)) {
                part.run(new Warm(site, load));
            }
        }
    }

    /** More and more calls a second, so that it is compiled before it is measured. */
    private void warmUp(CallLoad load) throws IOException {
        int calls = 0;
        int turnedAway = 0;
        int failed = 0;
        for (int rate : WARM_UP_RATES) {
            CallRun run = load.run(rate, rate * WARM_UP_SECONDS, CallLoad.End.SERVER);
            if (run.answeredCalls() == 0) {
                throw new BenchFailure("no call is answered: " + run.failures());
            }
            calls += run.calls();
            turnedAway += run.refusedWith(503);
            failed += run.failed();
        }
        out.printf(
                "  warmed up by %d calls in %d s, at a rate that grew from %d/s to %d/s: %d were turned away, %d"
                        + " failed%n",
                calls,
                WARM_UP_SECONDS * WARM_UP_RATES.length,
                WARM_UP_RATES[0],
                WARM_UP_RATES[WARM_UP_RATES.length - 1],
                turnedAway,
                failed);
    }

    /** @param only the one to try, instead of all of them */
    void atRates(OptionalInt only) throws IOException, InterruptedException {
        int[] rates = only.isPresent() ? new int[] {only.getAsInt()} : RATES;
        with(ANSWER, warm -> {
            warmUp(warm.load());
            Table table = new Table(
                    "whole calls/s", "answered", "503", "failed", "CPU ms", "compiling", "core", "ms p50", "p99");
            double best = Double.MAX_VALUE;
            for (int rate : rates) {
                CallRun[] run = new CallRun[1];
                Measured cost = Measured.of(
                        warm.site().process(),
                        () -> run[0] = warm.load().run(rate, rate * SECONDS, CallLoad.End.SERVER));
                row(table, Integer.toString(rate), run[0], cost);
                if (run[0].answeredCalls() == run[0].calls()) {
                    best = Math.min(best, cost.millis(run[0].calls()));
                }
                if (run[0].answeredCalls() < run[0].calls() * 9 / 10) {
                    break;
                }
            }
            table.print(out);
            if (best == Double.MAX_VALUE) {
                out.println("  at no rate all calls were answered: nothing to compare");
            } else {
                compare(best);
            }
        });
    }

    private static void row(Table table, String name, CallRun run, Measured cost) {
        Percentiles setup = run.setup();
        table.row(
                name,
                run.answeredCalls(),
                run.refusedWith(503),
                run.failed(),
                "%.3f".formatted(cost.millis(run.calls())),
                "%.3f".formatted(cost.compilingMillis(run.calls())),
                cost.share(),
                Percentiles.millis(setup.at(50)),
                Percentiles.millis(setup.at(99)));
    }

    private void compare(double best) {
        new Table("CPU ms an answered call", "", "of ours")
                .row("ours, the best rate without a failure", "%.2f".formatted(best), "1.00")
                .row("wanted at most", "0.90", "%.2f".formatted(0.9 / best))
                .row("Asterisk 22, same kind of machine", ASTERISK, "%.2f".formatted(ASTERISK / best))
                .row("FreeSWITCH, same kind of machine", FREESWITCH, "%.2f".formatted(FREESWITCH / best))
                .print(out);
    }

    /** Twice as much as can be done, then half. */
    void overload() throws IOException, InterruptedException {
        with(ANSWER, warm -> {
            CallRun[] run = new CallRun[1];
            warmUp(warm.load());
            Measured cost = Measured.of(
                    warm.site().process(), () -> run[0] = warm.load().run(300, 300 * SECONDS, CallLoad.End.SERVER));
            int capacity = (int) (1000 / cost.millis(run[0].calls()));
            Table table =
                    new Table("calls/s", "answered", "503", "failed", "CPU ms", "compiling", "core", "ms p50", "p99");
            row(table, "300", run[0], cost);
            int twice = 2 * capacity;
            Measured over = Measured.of(
                    warm.site().process(), () -> run[0] = warm.load().run(twice, twice * SECONDS, CallLoad.End.SERVER));
            row(table, twice + " (twice)", run[0], over);
            String failures = run[0].failures();
            int half = Math.max(1, capacity / 2);
            long began = System.nanoTime();
            Measured after = Measured.of(
                    warm.site().process(), () -> run[0] = warm.load().run(half, half * SECONDS, CallLoad.End.SERVER));
            row(table, half + " (half)", run[0], after);
            table.print(out);
            long bad = run[0].lastBad(500_000_000);
            out.printf("  failures at twice: %s%n", failures);
            out.printf(
                    "  from then on all calls were answered within 500 ms after %.1f s%n",
                    bad == 0 ? 0.0 : (bad - began) / 1e9);
        });
    }

    /** What a call that is answered and silent holds. */
    void idle() throws IOException, InterruptedException {
        with(ANSWER_AND_WAIT, warm -> {
            warm.load().run(IDLE_RATE, 1000, CallLoad.End.CALLER);
            // transactions live on for 32 s
            Thread.sleep(35_000);
            long before = warm.site().heap();
            Usage was = Usage.of(warm.site().process());
            CallRun run = warm.load().run(IDLE_RATE, IDLE, CallLoad.End.NOBODY);
            Thread.sleep(35_000);
            long after = warm.site().heap();
            Usage is = Usage.of(warm.site().process());
            Table table = new Table("idle answered calls", "");
            table.row("calls", run.answeredCalls());
            table.row("live heap before, kB", before);
            table.row("live heap with them, kB", after);
            table.row(
                    "heap a call, kB (wanted: 60)", "%.1f".formatted((double) (after - before) / run.answeredCalls()));
            table.row("resident before, after", was.residentMegabytes() + ", " + is.residentMegabytes());
            table.row("descriptors before, after", was.descriptors() + ", " + is.descriptors());
            table.print(out);
            warm.load().hangUp();
        });
    }

    /** Many calls; then all is as it was. */
    void soak(int calls) throws IOException, InterruptedException {
        with(ANSWER, warm -> {
            warmUp(warm.load());
            Thread.sleep(35_000);
            Snapshot before = Snapshot.of(warm.site());
            CallRun[] run = new CallRun[1];
            Measured cost = Measured.of(
                    warm.site().process(), () -> run[0] = warm.load().run(SOAK_RATE, calls, CallLoad.End.SERVER));
            Thread.sleep(35_000);
            Snapshot after = Snapshot.of(warm.site());
            Table table = new Table(
                    "soak, calls/s", "answered", "503", "failed", "CPU ms", "compiling", "core", "ms p50", "p99");
            row(table, Integer.toString(SOAK_RATE), run[0], cost);
            table.print(out);
            before.compare(after).print(out);
            out.printf("  failures: %s; repeated messages: %d%n", run[0].failures(), run[0].repeats());
            out.printf("  503 in each 10 s: %s%n", Arrays.toString(run[0].refusedWith(503, PERIOD)));
            if (!after.isAsBefore()) {
                throw new BenchFailure("transactions, dialogs or calls are left over");
            }
        });
    }

    /** What a site holds at rest. */
    private record Snapshot(Map<String, Double> metrics, long heap, Usage usage) {

        static Snapshot of(Site site) throws IOException, InterruptedException {
            return new Snapshot(site.metrics(), site.heap(), Usage.of(site.process()));
        }

        private double metric(String name) {
            return metrics.getOrDefault("voipbin_" + name, 0.0);
        }

        Table compare(Snapshot after) {
            Table table = new Table("at rest", "before", "after");
            for (String name : new String[] {"sip_transactions", "sip_dialogs", "sip_calls", "sip_connections"}) {
                table.row(name, "%.0f".formatted(metric(name)), "%.0f".formatted(after.metric(name)));
            }
            return table.row("live heap, kB", heap, after.heap)
                    .row("resident", usage.residentMegabytes(), after.usage.residentMegabytes())
                    .row("threads", usage.threads(), after.usage.threads())
                    .row("descriptors", usage.descriptors(), after.usage.descriptors());
        }

        boolean isAsBefore() {
            return metric("sip_transactions") == 0 && metric("sip_dialogs") == 0 && metric("sip_calls") == 0;
        }
    }
}
