package voipbin.media;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How Linux schedules a thread (sched(7)).
 *
 * <p>A thread that wakes is kept waiting until whoever runs on its core has used up its slice, 3 to 4 ms, whatever its
 * nice value: more than phones should hear. Since Linux 6.12 one that asks for shorter slices than the other has need
 * not wait, and is owed no more of the processor for it. Real-time scheduling would do this too, but the JVM has
 * threads wait for its compilers by spinning ({@code SharedRuntime::reresolve_call_site}), and a compiler that is kept
 * from its core by who waits for it stops both, until the kernel ends that after a second.
 */
@SuppressWarnings("restricted") // that is what it is for
final class Scheduling {

    /** The number of {@code sched_setattr}: the C library knows it since glibc 2.41 only. */
    private static final Map<String, Long> SYSTEM_CALL = Map.of("amd64", 314L, "aarch64", 274L);

    /** The least that the kernel takes. */
    private static final long SLICE_NANOS = 100_000;

    /**
     * One that is behind catches up before the others. At -11, which PulseAudio asks for, one that has work for two
     * thirds of the time was stopped for a tick of 4 ms twenty times a second while Java compiled.
     */
    private static final int NICE = -20;

    /** What the thread starts (a carrier of virtual threads, say) is scheduled as usual. */
    private static final long RESET_ON_FORK = 1;

    /** Of {@code struct sched_attr}: size, policy, flags, nice, priority, runtime, deadline, period. */
    private static final int SIZE = 48;

    private static final int FLAGS = 8;
    private static final int NICENESS = 16;
    private static final int RUNTIME = 24;

    private Scheduling() {}

    /**
     * Lets the calling thread run as soon as it wakes, and with more weight than others if we may (root, CAP_SYS_NICE
     * or RLIMIT_NICE); false when the system knows no such thing.
     */
    static boolean prompt() {
        return function().map(call -> prompt(call, NICE) || prompt(call, 0)).orElse(false);
    }

    /** {@code long syscall(long number, pid_t, struct sched_attr*, unsigned int flags)}; variadic in C. */
    private static Optional<MethodHandle> function() {
        boolean known = System.getProperty("os.name").toLowerCase(Locale.ROOT).equals("linux")
                && SYSTEM_CALL.containsKey(System.getProperty("os.arch"));
        if (!known) {
            return Optional.empty();
        }
        Linker linker = Linker.nativeLinker();
        FunctionDescriptor type = FunctionDescriptor.of(
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT);
        return linker.defaultLookup()
                .find("syscall")
                .map(function -> linker.downcallHandle(function, type, Linker.Option.firstVariadicArg(1)));
    }

    private static boolean prompt(MethodHandle call, int nice) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = arena.allocate(SIZE, Long.BYTES);
            attributes.set(ValueLayout.JAVA_INT, 0, SIZE);
            attributes.set(ValueLayout.JAVA_LONG, FLAGS, RESET_ON_FORK);
            attributes.set(ValueLayout.JAVA_INT, NICENESS, nice);
            attributes.set(ValueLayout.JAVA_LONG, RUNTIME, SLICE_NANOS);
            long number = SYSTEM_CALL.getOrDefault(System.getProperty("os.arch"), -1L);
            return (long) call.invokeExact(number, 0, attributes, 0) == 0;
        } catch (Throwable broken) {
            throw new IllegalStateException("a call of the system failed", broken);
        }
    }
}
