package voipbin.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One of the benches, as the command line names it.
 *
 * @param longest what takes longer than this hangs, and is ended
 */
public record Bench(String name, String summary, Run run, Duration longest) {

    private static final Duration USUALLY = Duration.ofSeconds(90);

    Bench(String name, String summary, Run run) {
        this(name, summary, run, USUALLY);
    }

    /**
     * What a run is given.
     *
     * @param checkout where {@code ./voipbin} lies
     * @param folder for files of this run; it is deleted afterwards
     * @param arguments what follows the bench's name
     * @param out where the figures go
     */
    public record Ask(Path checkout, Path folder, List<String> arguments, PrintStream out) {}

    /** Measures and prints. */
    @FunctionalInterface
    public interface Run {

        /**
         * Does it all, on the thread of the caller.
         *
         * @throws BenchFailure when something that was measured did not work
         */
        void run(Ask ask) throws IOException, InterruptedException;
    }
}
