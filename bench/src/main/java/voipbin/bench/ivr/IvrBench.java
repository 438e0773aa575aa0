package voipbin.bench.ivr;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import voipbin.bench.Bench;
import voipbin.bench.BenchFailure;
import voipbin.bench.Measured;
import voipbin.bench.Rows;
import voipbin.bench.Table;
import voipbin.bench.Usage;
import voipbin.bench.sip.Site;
import voipbin.kit.json.Json;

/**
 * So many calls at the same time, each to a flow of its own. Each must hear its own prompt and nobody else's, be
 * branched by the keys that it alone presses, and hear the tone of its branch.
 */
public final class IvrBench {

    public static final String SUMMARY =
            "[CALLS]  so many calls (500) in IVRs at once: own prompt, own keys, own branch, no cross-talk";
    public static final Duration LONGEST = Duration.ofMinutes(5);

    private static final int USUALLY = 500;
    private static final int RAMP_SECONDS = 8;

    /** So that the first still hears it when the last begins to, even if that one had to call again. */
    private static final int PROMPT_SECONDS = RAMP_SECONDS + 10;

    private static final int WARM_UP = 60;
    private static final int WARM_UP_RATE = 15;
    private static final int LOOK_MILLIS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Site site;
    private final Path data;
    private final int calls;
    private final Tones tones;
    private final List<String> flows = new ArrayList<>();

    private IvrBench(Site site, Path data, int calls) {
        this.site = site;
        this.data = data;
        this.calls = calls;
        this.tones = new Tones(calls);
    }

    /** @throws BenchFailure when a call is not as it must be */
    public static void run(Bench.Ask ask) throws IOException, InterruptedException {
        int calls = ask.arguments().isEmpty()
                ? USUALLY
                : Integer.parseInt(ask.arguments().getFirst());
        try (Site site = Site.start(ask, false, "ivr");
                Sounds sounds = new Sounds()) {
            new IvrBench(site, ask.folder().resolve("ivr"), calls).run(sounds, ask.out());
        }
    }

    /** What came of a number of calls that were begun at a steady rate. */
    private record Batch(List<Caller> callers, int turnedAway, int most, long latest) {}

    private void run(Sounds sounds, PrintStream out) throws IOException, InterruptedException {
        Menu menu = new Menu(tones, sounds, PROMPT_SECONDS);
        for (int seat = 0; seat < calls; seat++) {
            flows.add(site.post("flows", Json.write(menu.flow(seat))).path("id").asString());
            site.post(
                    "numbers",
                    Json.write(Map.of(
                            "number",
                            Menu.number(seat),
                            "type",
                            "virtual",
                            "name",
                            "",
                            "call_flow_id",
                            flows.get(seat))));
        }
        batch(menu, Math.min(calls, WARM_UP), WARM_UP_RATE);
        Usage before = Usage.of(site.process());
        Batch[] batch = new Batch[1];
        Measured cost =
                Measured.of(site.process(), () -> batch[0] = batch(menu, calls, Math.max(1, calls / RAMP_SECONDS)));
        Usage after = Usage.of(site.process());
        report(out, batch[0], cost, before, after);
    }

    private Batch batch(Menu menu, int size, int rate) throws IOException, InterruptedException {
        try (Booth booth = new Booth(site.sip())) {
            Callers callers = new Callers(booth, menu, size);
            long began = System.nanoTime();
            for (int seat = 0; seat < size; seat++) {
                long due = began + seat * 1_000_000_000L / rate;
                Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
                callers.begin(seat);
                callers.tryAgain();
            }
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < end && !callers.areOver()) {
                Thread.sleep(LOOK_MILLIS);
                callers.tryAgain();
            }
            Thread.sleep(LOOK_MILLIS);
            return new Batch(callers.all(), callers.turnedAway(), booth.most(), booth.latest());
        }
    }

    private void report(PrintStream out, Batch batch, Measured cost, Usage before, Usage after) {
        Map<String, String> pressed = pressed();
        List<Verdict> verdicts = new ArrayList<>();
        int otherKeys = 0;
        for (Caller caller : batch.callers()) {
            Verdict verdict = Verdict.of(caller, tones, PROMPT_SECONDS);
            int seat = caller.seat().number();
            String noted = pressed.getOrDefault(flows.get(seat), "no row");
            if (!noted.equals(Menu.keys(seat))) {
                otherKeys++;
                verdict = verdict.with("pressed " + Menu.keys(seat) + ", its row says " + noted);
            }
            verdicts.add(verdict);
        }
        new Table(calls + " calls in IVRs", "")
                .row("at the same time", batch.most())
                .row(
                        "answered",
                        batch.callers().stream().filter(Caller::wasAnswered).count())
                .row("turned away by 503, and called again", batch.turnedAway())
                .row(
                        "wrong in any way",
                        verdicts.stream().filter(verdict -> !verdict.isWell()).count())
                .row("silent", verdicts.stream().filter(Verdict::isSilent).count())
                .row(
                        "with cross-talk",
                        verdicts.stream()
                                .filter(verdict -> verdict.crossTalk() > 0)
                                .count())
                .row("with other keys in their row", otherKeys)
                .row("packets of the own prompt, of " + 50 * PROMPT_SECONDS, range(verdicts, Verdict::prompt))
                .row("packets of the own branch, of " + 50 * Menu.BRANCH_SECONDS, range(verdicts, Verdict::branch))
                .row(
                        "torn packets a call at most",
                        verdicts.stream().mapToInt(Verdict::torn).max().orElse(0))
                .row("server CPU ms a call of " + seconds(batch), "%.1f".formatted(cost.millis(calls)))
                .row("of that, Java compiling itself", "%.1f".formatted(cost.compilingMillis(calls)))
                .row("server CPU", cost.share() + " of a core")
                .row("resident before, after", before.residentMegabytes() + ", " + after.residentMegabytes())
                .row("a caller's packet late at most, ms", batch.latest() / 1_000_000)
                .print(out);
        Verdict.reasons(verdicts).forEach((why, count) -> out.println("  " + count + " × " + why));
        Verdict.first(verdicts).ifPresent(why -> {
            throw new BenchFailure(why);
        });
        if (batch.most() < calls) {
            throw new BenchFailure("only " + batch.most() + " calls were there at the same time");
        }
    }

    private static String seconds(Batch batch) {
        double samples = batch.callers().stream()
                .mapToInt(caller -> caller.heard().length())
                .average()
                .orElse(0);
        return "%.0f s".formatted(samples / 8000);
    }

    private static String range(List<Verdict> all, ToIntFunction<Verdict> count) {
        IntSummaryStatistics counts = all.stream().mapToInt(count).summaryStatistics();
        return counts.getMin() + " to " + counts.getMax();
    }

    /** What the last activeflow of each flow has noted. */
    private Map<String, String> pressed() {
        Map<String, String> pressed = new HashMap<>();
        try (Rows rows = new Rows(data)) {
            for (Map<String, String> row : rows.read("select flow_id, variables from activeflows order by tm_create")) {
                pressed.put(
                        row.getOrDefault("flow_id", ""),
                        Json.parse(row.getOrDefault("variables", "{}"))
                                .path(Menu.PRESSED)
                                .asString("nothing"));
            }
        }
        return pressed;
    }
}
