package voipbin.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /**
     * Lets the calling thread run before all else on its core, if we may: what measures time must not wait for others.
     * Processes and threads that it starts are scheduled as usual.
     */
    public static void goFirst() throws IOException, InterruptedException {
        Path self = Files.readSymbolicLink(Path.of("/proc/thread-self"));
        new ProcessBuilder(
                        "chrt",
                        "--rr",
                        "--reset-on-fork",
                        "--pid",
                        "1",
                        self.getFileName().toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
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
