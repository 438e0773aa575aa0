package voipbin.media;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/**
 * Real-time scheduling of a thread (sched(7)): it runs as soon as it has something to do, before compiler, collector
 * and other programs, which else keep a core for milliseconds. Linux lets root do that, and who has CAP_SYS_NICE or a
 * limit {@code rtprio}; it also stops such threads from taking more than 95 % of a core.
 */
public final class RealTime {

    private static final int ROUND_ROBIN = 2;

    /** What the thread starts is scheduled as usual. */
    private static final int RESET_ON_FORK = 0x4000_0000;

    private static final int LOWEST_PRIORITY = 1;
    private static final int CALLING_THREAD = 0;

    private RealTime() {}

    /** Asks for it for the calling platform thread; whether it was granted. */
    public static boolean take() {
        return scheduler().map(RealTime::granted).orElse(false);
    }

    private static Optional<MemorySegment> scheduler() {
        return System.getProperty("os.name").equals("Linux")
                ? Linker.nativeLinker().defaultLookup().find("sched_setscheduler")
                : Optional.empty();
    }

    private static boolean granted(MemorySegment scheduler) {
        FunctionDescriptor shape = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment priority = arena.allocateFrom(ValueLayout.JAVA_INT, LOWEST_PRIORITY);
            return (int) Linker.nativeLinker()
                            .downcallHandle(scheduler, shape)
                            .invokeExact(CALLING_THREAD, ROUND_ROBIN | RESET_ON_FORK, priority)
                    == 0;
        } catch (Throwable broken) {
            throw new IllegalStateException("sched_setscheduler cannot be called", broken);
        }
    }
}
