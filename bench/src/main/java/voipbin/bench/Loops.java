package voipbin.bench;

import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The inner loops of {@code voipbin.bench.jmh}, a few seconds each. */
final class Loops {

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /** Some thirty loops of about ten seconds, and as much again on a busy machine. */
    static final Duration LONGEST = Duration.ofMinutes(10);

    private Loops() {}

    static void run(Bench.Ask ask) {
        String pattern = ask.arguments().isEmpty() ? ".*" : ask.arguments().getFirst();
        Options options = new OptionsBuilder()
                .include("voipbin\\.bench\\.jmh\\..*" + pattern)
                .forks(1)
                .warmupIterations(2)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .jvmArgsAppend("-Djava.io.tmpdir=" + ask.folder())
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
        try {
            print(ask, new Runner(options).run());
        } catch (NoBenchmarksException none) {
            throw new BenchFailure("no inner loop is named like '" + pattern + "'");
        } catch (RunnerException failed) {
            throw new BenchFailure(String.valueOf(failed.getMessage()).strip());
        }
    }

    private static void print(Bench.Ask ask, Collection<RunResult> results) {
        Table table = new Table("", "score", "±", "", "bytes allocated");
        for (RunResult result : results) {
            Result<?> primary = result.getPrimaryResult();
            Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
            table.row(
                    name(result),
                    figure(primary.getScore()),
                    figure(primary.getScoreError()),
                    primary.getScoreUnit(),
                    allocated == null ? "" : "%.0f".formatted(allocated.getScore()));
        }
        table.print(ask.out());
    }

    /** Class, method and parameters, e.g. {@code G711.encode PCMU}. */
    private static String name(RunResult result) {
        String method = result.getParams().getBenchmark().replaceFirst(".*\\.(\\w+\\.\\w+)$", "$1");
        StringBuilder name = new StringBuilder(method);
        result.getParams()
                .getParamsKeys()
                .forEach(key -> name.append(' ').append(result.getParams().getParam(key)));
        return name.toString();
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
