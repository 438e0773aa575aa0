package voipbin.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Keeps who is measured and who measures apart: the server on the first core, this process on the second. */
public final class Cores {

    private static final int SERVER = 0;
    private static final int LOAD = 1;

    private Cores() {}

    /** Whether there are two at all. */
    public static boolean apart() {
        return Runtime.getRuntime().availableProcessors() > 1;
    }

    /** Moves this process, whatever it has started already, to its core. */
    public static void takeOurs() throws IOException, InterruptedException {
        String self = Long.toString(ProcessHandle.current().pid());
        Process moving = new ProcessBuilder("taskset", "-a", "-c", "-p", Integer.toString(LOAD), self)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (moving.waitFor() != 0) {
            throw new BenchFailure("taskset cannot move this process");
        }
    }

    /** A command that runs on the server's core. */
    public static List<String> forServer(boolean apart, List<String> command) {
        List<String> pinned = new ArrayList<>();
        if (apart) {
            pinned.addAll(List.of("taskset", "-c", Integer.toString(SERVER)));
        }
        pinned.addAll(command);
        return pinned;
    }
}
