package voipbin.bench.media;

import static voipbin.bench.Percentiles.millis;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import voipbin.bench.Bench;
import voipbin.bench.BenchFailure;
import voipbin.bench.Cores;
import voipbin.bench.Measured;
import voipbin.bench.Percentiles;
import voipbin.bench.Table;
import voipbin.bench.Usage;

/** Calls that only have media, more and more of them, until they are no longer heard well. */
public final class MediaBench {

    public static final String SUMMARY =
            "[realtime] [play|echo|bridge|record|room|three|opus [COUNT…]] [memory] [gc] [soak [MINUTES [LEGS]]]  CPU and jitter"
                    + " of media, calls a core";
    public static final Duration LONGEST = Duration.ofMinutes(60);

    private static final int SOAK_MINUTES = 30;
    private static final int SOAK_LEGS = 500;
    private static final double WARM_UP = 15;
    private static final double SETTLE = 1.5;
    private static final double SECONDS = 6;

    /** What phones take without a word, in nanoseconds. */
    private static final long HEARD_WELL = 5_000_000;

    /** Of a thousand packets. */
    private static final double MOST_LOST = 1;

    private static final int IDLE = 500;

    /** Megabytes a second. */
    private static final int CHURN = 50;

    private final Bench.Ask ask;
    private final EngineProcess.Setting setting;

    private MediaBench(Bench.Ask ask, EngineProcess.Setting setting) {
        this.ask = ask;
        this.setting = setting;
    }

    /**
     * Runs all parts, or those that are named; figures behind a name are the counts to try. After {@code realtime} the
     * engine's loops run before all else.
     */
    public static void run(Bench.Ask ask) throws IOException, InterruptedException {
        boolean apart = Cores.apart();
        if (apart) {
            Cores.takeOurs();
            Cores.goFirst();
        } else {
            ask.out().println("one core for engine and peers: figures of CPU hold, counts do not");
        }
        List<String> words = new ArrayList<>(ask.arguments());
        boolean realTime = words.remove("realtime");
        MediaBench bench = new MediaBench(ask, new EngineProcess.Setting(apart, realTime));
        if (words.isEmpty()) {
            for (Part part : Part.values()) {
                bench.part(part, part.steps());
            }
            bench.memory();
            bench.collectors();
        }
        for (int i = 0; i < words.size(); i++) {
            int from = i + 1;
            while (i + 1 < words.size() && words.get(i + 1).matches("\\d+")) {
                i++;
            }
            bench.named(words.get(from - 1), words.subList(from, i + 1));
        }
    }

    private void named(String word, List<String> counts) throws IOException, InterruptedException {
        if (word.equals("memory")) {
            memory();
            return;
        }
        if (word.equals("soak")) {
            int minutes = counts.isEmpty() ? SOAK_MINUTES : Integer.parseInt(counts.getFirst());
            int legs = counts.size() < 2 ? SOAK_LEGS : Integer.parseInt(counts.get(1));
            new MediaSoak(ask, setting, recordings()).run(minutes, legs);
            return;
        }
        if (word.equals("gc")) {
            collectors();
            return;
        }
        Part part = Part.named(word).orElseThrow(() -> new BenchFailure("there is no part '" + word + "': " + SUMMARY));
        int[] steps =
                counts.stream().mapToInt(Integer::parseInt).sorted().distinct().toArray();
        part(part, steps.length == 0 ? part.steps() : steps);
    }

    private Path recordings() {
        return ask.folder().resolve("recordings" + System.nanoTime());
    }

    private void part(Part part, int[] steps) throws IOException, InterruptedException {
        Table table = new Table(
                part.name().toLowerCase(Locale.ROOT) + ", " + part.unit,
                "CPU ms each and s",
                "compiling",
                "kernel alone",
                "core",
                "jitter ms p50",
                "p99",
                "p99.9",
                "max",
                "packets/s",
                "lost",
                "GC ms",
                "turns late ms p99",
                "peers away");
        Best best = new Best(0, Double.NaN);
        try (EngineProcess engine = EngineProcess.start(setting, recordings(), List.of());
                Peers peers = new Peers(part == Part.OPUS)) {
            int now = 0;
            for (int step : steps) {
                add(part, engine, peers, step - now);
                if (now == 0) {
                    peers.mumble(WARM_UP);
                }
                peers.talk(SETTLE, false);
                now = step;
                long pauses = engine.pauses();
                List<EngineProcess.Late> late = engine.late();
                Arrivals[] heard = new Arrivals[1];
                Measured cost = Measured.of(engine.handle(), () -> heard[0] = peers.talk(SECONDS, true));
                double away = peers.away() / 1e9 / SECONDS;
                Lateness lateness = new Lateness(late, engine.late());
                Run run = new Run(step, cost, heard[0], floor(part, engine), engine.pauses() - pauses);
                row(table, run, lateness.at(99), "%.1f %%".formatted(100 * away));
                double cpu = cost.millis(1) / cost.seconds() / step;
                if (isWell(heard[0])) {
                    best = new Best(step, cpu);
                } else if (best.most() > 0) {
                    break;
                }
            }
        }
        table.print(ask.out());
        compare(part, best);
    }

    private record Best(int most, double cpu) {}

    private static void add(Part part, EngineProcess engine, Peers peers, int more) throws IOException {
        int[] ports = engine.add(part, more, peers.ports());
        for (int i = 0; i < ports.length; i++) {
            peers.add(ports[i], part == Part.OPUS && i % 2 == 0);
        }
    }

    private static boolean isWell(Arrivals heard) {
        return heard.jitter().at(99) < HEARD_WELL && heard.lost() * 1000.0 / heard.packets() < MOST_LOST;
    }

    /** CPU ms a second that the kernel alone would take for the packets of one of what is counted. */
    private static double floor(Part part, EngineProcess engine) throws IOException {
        long[] nanos = engine.floor();
        return part.legs * 50 * (nanos[0] + nanos[1]) / 1e6;
    }

    /** How late turns came between two looks. */
    private record Lateness(List<EngineProcess.Late> before, List<EngineProcess.Late> after) {

        private long turns(int bucket) {
            return after.get(bucket).turns() - before.get(bucket).turns();
        }

        /** So many of a hundred were not later than this. */
        String at(double percent) {
            int bucket = 0;
            while (turns(bucket) < turns(after.size() - 1) * percent / 100) {
                bucket++;
            }
            return "≤ " + after.get(bucket).millis();
        }
    }

    private record Run(int count, Measured cost, Arrivals heard, double floor, long pauses) {}

    private static void row(Table table, Run run, String late, String away) {
        Percentiles jitter = run.heard().jitter();
        Measured cost = run.cost();
        table.row(
                run.count(),
                "%.3f".formatted(cost.millis(1) / cost.seconds() / run.count()),
                "%.3f".formatted(cost.compilingMillis(1) / cost.seconds() / run.count()),
                "%.3f".formatted(run.floor()),
                cost.share(),
                millis(jitter.at(50)),
                millis(jitter.at(99)),
                millis(jitter.at(99.9)),
                millis(jitter.most()),
                "%.0f".formatted(run.heard().packets() / SECONDS),
                run.heard().lost(),
                run.pauses(),
                late,
                away);
    }

    private void compare(Part part, Best best) {
        Table table = new Table("", "CPU ms each and s", "of ours", part.unit + " a core", "of theirs");
        table.row("ours", "%.3f".formatted(best.cpu()), "", best.most(), "");
        table.row("wanted at least", "", "", part.wanted, "%.2f".formatted((double) best.most() / part.wanted));
        Arrays.stream(part.rivals())
                .forEach(rival -> table.row(
                        rival.name(),
                        rival.cpu(),
                        "%.1f".formatted(rival.cpu() / best.cpu()),
                        rival.most(),
                        "%.1f".formatted((double) best.most() / rival.most())));
        table.print(ask.out());
    }

    /** What a leg that plays keeps alive in the heap, and the same beside it. */
    private void memory() throws IOException {
        Table table = new Table("memory", "heap kB a leg (wanted: 40)", "resident kB a leg");
        for (Part part : new Part[] {Part.PLAY, Part.BRIDGE, Part.ROOM, Part.RECORD, Part.OPUS}) {
            try (EngineProcess engine = EngineProcess.start(setting, recordings(), List.of());
                    Peers peers = new Peers(part == Part.OPUS)) {
                add(part, engine, peers, 20);
                peers.talk(WARM_UP, false);
                long before = engine.heap();
                long resident = Usage.of(engine.handle()).residentKilobytes();
                add(part, engine, peers, IDLE / part.legs);
                peers.talk(SETTLE * 2, false);
                long more = engine.heap() - before;
                long moreResident = Usage.of(engine.handle()).residentKilobytes() - resident;
                table.row(
                        part.name().toLowerCase(Locale.ROOT),
                        "%.1f".formatted((double) more / IDLE),
                        "%.1f".formatted((double) moreResident / IDLE));
            }
        }
        table.print(ask.out());
    }

    /** The same calls beside much that is allocated, with one collector after another. */
    private void collectors() throws IOException, InterruptedException {
        Table table = new Table(
                "echo, %d calls, %d MB/s allocated beside".formatted(IDLE, CHURN),
                "CPU ms a call and s",
                "jitter ms p50",
                "p99",
                "p99.9",
                "max",
                "collecting ms");
        for (String collector : List.of("G1", "Z", "Serial")) {
            List<String> flags = List.of("-XX:+Use" + collector + "GC", "-XX:MaxGCPauseMillis=10", "-Xmx512m");
            try (EngineProcess engine = EngineProcess.start(setting, recordings(), flags);
                    Peers peers = new Peers(false)) {
                add(Part.ECHO, engine, peers, IDLE);
                engine.churn(CHURN);
                peers.talk(WARM_UP, false);
                long pauses = engine.pauses();
                Arrivals[] heard = new Arrivals[1];
                Measured cost = Measured.of(engine.handle(), () -> heard[0] = peers.talk(SECONDS, true));
                Percentiles jitter = heard[0].jitter();
                table.row(
                        collector + "GC",
                        "%.3f".formatted(cost.millis(1) / cost.seconds() / IDLE),
                        millis(jitter.at(50)),
                        millis(jitter.at(99)),
                        millis(jitter.at(99.9)),
                        millis(jitter.most()),
                        engine.pauses() - pauses);
            }
        }
        table.print(ask.out());
    }
}
