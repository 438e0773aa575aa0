package voipbin.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The group that Linux puts all processes of a session into (autogroup, sched(7)). Where it does, nice values count
 * within the group only, and each group has as much of a core as any other, and as each thread of the kernel: a loop's
 * own nice value says nothing to those (docs/adr/0017).
 */
public final class Autogroup {

    private static final Path OURS = Path.of("/proc/self/autogroup");

    private Autogroup() {}

    /**
     * Gives the group that this process is in as much more of the processor as the loops ask for within it. Concerns
     * whatever else runs in the same session.
     *
     * @return whether that is so now: not where there are no such groups, nor without root or CAP_SYS_NICE
     */
    public static boolean raise() {
        return raise(OURS);
    }

    static boolean raise(Path group) {
        if (!Files.isWritable(group)) {
            return false;
        }
        try {
            Files.writeString(group, Integer.toString(Scheduling.NICE));
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
