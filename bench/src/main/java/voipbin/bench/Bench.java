package voipbin.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** One of the benches, as the command line names it. */
record Bench(String name, String summary, Run run) {

    /**
     * What a run is given.
     *
     * @param checkout where {@code ./voipbin} lies
     * @param folder for files of this run; it is deleted afterwards
     * @param arguments what follows the bench's name
     * @param out where the figures go
     */
    record Ask(Path checkout, Path folder, List<String> arguments, PrintStream out) {}

    /** Measures and prints. */
    @FunctionalInterface
    interface Run {

        /**
         * Does it all, on the thread of the caller.
         *
         * @throws BenchFailure when something that was measured did not work
         */
        void run(Ask ask) throws IOException, InterruptedException;
    }
}
