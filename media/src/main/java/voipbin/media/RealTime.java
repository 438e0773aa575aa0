package voipbin.media;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Real-time scheduling on Linux (sched(7)). A thread that has slept is otherwise kept waiting until whoever runs on its
 * core has used up its slice, some milliseconds, whatever its nice value: more than phones should hear.
 */
@SuppressWarnings("restricted") // that is what it is for
final class RealTime {

    private static final int ROUND_ROBIN = 2;

    /** What the thread starts (a carrier of virtual threads, say) is scheduled as usual. */
    private static final int RESET_ON_FORK = 0x4000_0000;

    private static final int LOWEST = 1;

    private RealTime() {}

    /**
     * Lets the calling thread run before all that are scheduled as usual; false when we may not, or the system knows
     * no such thing. Needs root, CAP_SYS_NICE or a limit of real-time priority (RLIMIT_RTPRIO) of at least 1. The
     * kernel keeps a twentieth of each core for the others.
     */
    static boolean take() {
        return System.getProperty("os.name").equals("Linux")
                && function().map(RealTime::call).orElse(false);
    }

    /** {@code int sched_setscheduler(pid_t, int policy, const struct sched_param*)}. */
    private static Optional<MethodHandle> function() {
        Linker linker = Linker.nativeLinker();
        FunctionDescriptor type = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
        return linker.defaultLookup()
                .find("sched_setscheduler")
                .map(function -> linker.downcallHandle(function, type));
    }

    private static boolean call(MethodHandle function) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment priority = arena.allocateFrom(ValueLayout.JAVA_INT, LOWEST);
            return (int) function.invokeExact(0, ROUND_ROBIN | RESET_ON_FORK, priority) == 0;
        } catch (Throwable broken) {
            throw new IllegalStateException("a call of the system failed", broken);
        }
    }
}
