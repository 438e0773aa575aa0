package voipbin.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import voipbin.bench.flow.FlowBench;
import voipbin.bench.ivr.IvrBench;
import voipbin.bench.kills.Kills;
import voipbin.bench.media.MediaBench;
import voipbin.bench.sip.SipBench;
import voipbin.bench.soak.Soak;

/** {@code bench/run CHECKOUT [NAME [ARGUMENTS]]}: runs a bench, or lists them. */
public final class Main {

    private static final List<Bench> BENCHES = List.of(
            new Bench("start", "from the command to \"is ready\", cold and warm; memory at rest", Starts::run),
            new Bench(
                    "calls",
                    "POST /calls to the INVITE at 200/s, CPU a call, 100 calls that talk",
                    Calls::run,
                    Calls.LONGEST),
            new Bench("sip", SipBench.SUMMARY, SipBench::run, SipBench.LONGEST),
            new Bench("media", MediaBench.SUMMARY, MediaBench::run, MediaBench.LONGEST),
            new Bench("ivr", IvrBench.SUMMARY, IvrBench::run, IvrBench.LONGEST),
            new Bench("kills", Kills.SUMMARY, Kills::run, Kills.LONGEST),
            new Bench("soak", Soak.SUMMARY, Soak::run, Soak.LONGEST),
            new Bench("flows", FlowBench.SUMMARY, FlowBench::run, FlowBench.LONGEST),
            new Bench("http", "GET one, GET 100, POST: requests/s and CPU, beside bare Javalin", Http::run),
            new Bench("events", "to 100 webhook targets and to 100 WebSockets: events/s, lag, CPU", Events::run),
            new Bench("lines", "lines of main and test Java a module", Lines::run),
            new Bench(
                    "jmh",
                    "[PATTERN]  inner loops: SIP messages, codecs, mixer, SRTP, jitter buffer, a row with its event",
                    Loops::run,
                    Loops.LONGEST));

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path checkout = Path.of(arguments[0]);
        if (arguments.length == 1) {
            BENCHES.forEach(bench -> System.out.printf("  %-6s %s%n", bench.name(), bench.summary()));
            return;
        }
        List<String> rest = List.of(arguments).subList(2, arguments.length);
        Optional<Bench> bench = BENCHES.stream()
                .filter(known -> known.name().equals(arguments[1]))
                .findFirst();
        if (bench.isEmpty()) {
            System.err.println("There is no bench '" + arguments[1] + "'; ./voipbin bench lists them.");
            System.exit(2);
        }
        System.exit(run(bench.get(), new Bench.Ask(checkout, folder(), rest, System.out), System.err));
    }

    private static int run(Bench bench, Bench.Ask ask, PrintStream errors) throws IOException, InterruptedException {
        endAfter(bench.longest(), errors);
        ask.out().printf("%s, on %d cores%n", bench.name(), Runtime.getRuntime().availableProcessors());
        try {
            bench.run().run(ask);
            return 0;
        } catch (BenchFailure failure) {
            errors.println("Failed: " + failure.getMessage());
            return 1;
        }
    }

    private static void endAfter(Duration longest, PrintStream errors) {
        CompletableFuture.delayedExecutor(longest.toSeconds(), TimeUnit.SECONDS).execute(() -> {
            errors.println("Failed: not done after " + longest.toSeconds() + " s");
            System.exit(1);
        });
    }

    /** A folder that goes, with every process that was started, however this one ends. */
    private static Path folder() throws IOException {
        Path folder = Files.createTempDirectory("voipbin-bench");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> cleanUp(folder), "clean-up"));
        return folder;
    }

    private static void cleanUp(Path folder) {
        List<ProcessHandle> started = ProcessHandle.current().descendants().toList();
        started.forEach(ProcessHandle::destroyForcibly);
        started.forEach(process -> process.onExit().join());
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            System.err.println("left behind: " + folder);
        }
    }
}
