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
 * How Linux schedules a thread that must be on time (sched(7), docs/adr/0016).
 *
 * <p>Before all else, if that is wanted and we may (root, CAP_SYS_NICE or RLIMIT_RTPRIO): then neither compilers and
 * collectors nor other processes keep it from its core. The JVM has threads wait for its compilers by spinning
 * ({@code SharedRuntime::reresolve_call_site}), and a compiler that is kept from its core by who waits for it stops
 * both: so somebody must look after such a thread and {@linkplain #giveWay make it give way} when it does not get on.
 *
 * <p>Otherwise with short slices. A thread that wakes is kept waiting until whoever runs on its core has used up its
 * slice, 3 to 4 ms; since Linux 6.12 one that asks for shorter slices than the other has need not wait, and is owed no
 * more of the processor for it.
 */
@SuppressWarnings("restricted") // that is what it is for
final class Scheduling {

    /** Who goes before whom among those that go before all else; nobody else has one. */
    enum Rank {
        NONE(0),
        MEDIA(1),
        GUARD(2);

        private final int priority;

        Rank(int priority) {
            this.priority = priority;
        }
    }

    /** The number of {@code sched_setattr}: the C library knows it since glibc 2.41 only. */
    private static final Map<String, Long> SYSTEM_CALL = Map.of("amd64", 314L, "aarch64", 274L);

    private static final int SCHED_OTHER = 0;
    private static final int SCHED_RR = 2;

    /** The least that the kernel takes. */
    private static final long SLICE_NANOS = 100_000;

    /** As PulseAudio's: one that is behind catches up before the others. */
    static final int NICE = -11;

    /** What the thread starts (a carrier of virtual threads, say) is scheduled as usual. */
    private static final long RESET_ON_FORK = 1;

    /** Of {@code struct sched_attr}: size, policy, flags, nice, priority, runtime, deadline, period. */
    private static final int SIZE = 48;

    private static final int POLICY = 4;
    private static final int FLAGS = 8;
    private static final int NICENESS = 16;
    private static final int PRIORITY = 20;
    private static final int RUNTIME = 24;

    /** {@code syscall}, and the kernel's number of the thread. */
    private record Target(MethodHandle call, int thread) {

        boolean set(int policy, int nice, int priority) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment attributes = arena.allocate(SIZE, Long.BYTES);
                attributes.set(ValueLayout.JAVA_INT, 0, SIZE);
                attributes.set(ValueLayout.JAVA_INT, POLICY, policy);
                attributes.set(ValueLayout.JAVA_LONG, FLAGS, RESET_ON_FORK);
                attributes.set(ValueLayout.JAVA_INT, NICENESS, nice);
                attributes.set(ValueLayout.JAVA_INT, PRIORITY, priority);
                attributes.set(ValueLayout.JAVA_LONG, RUNTIME, policy == SCHED_OTHER ? SLICE_NANOS : 0);
                long number = SYSTEM_CALL.getOrDefault(System.getProperty("os.arch"), -1L);
                return (long) call.invokeExact(number, thread, attributes, 0) == 0;
            } catch (Throwable broken) {
                throw new IllegalStateException("a call of the system failed", broken);
            }
        }

        boolean fair() {
            return set(SCHED_OTHER, NICE, 0) || set(SCHED_OTHER, 0, 0);
        }
    }

    private final Optional<Target> target;
    private final Rank rank;
    private final boolean first;
    private volatile boolean givenWay;

    private Scheduling(Optional<Target> target, Rank rank) {
        this.target = target;
        this.rank = rank;
        first = rank != Rank.NONE
                && target.map(it -> it.set(SCHED_RR, 0, rank.priority)).orElse(false);
    }

    /** Lets the calling thread run as soon as it wakes. */
    static Scheduling prompt(Rank rank) {
        Scheduling scheduling = new Scheduling(target(), rank);
        if (!scheduling.first) {
            scheduling.target.ifPresent(Target::fair);
        }
        return scheduling;
    }

    /** Whether it goes before all else, but for while it gives way. */
    boolean isFirst() {
        return first;
    }

    /** Lets others have their share; from any thread. */
    void giveWay() {
        target.ifPresent(Target::fair);
        givenWay = true; // only now: one that goes on meanwhile would find itself kept back for ever
    }

    /** Goes first again if it has given way. */
    void resume() {
        if (givenWay) {
            givenWay = false;
            target.ifPresent(it -> it.set(SCHED_RR, 0, rank.priority));
        }
    }

    private static Optional<Target> target() {
        boolean known = System.getProperty("os.name").toLowerCase(Locale.ROOT).equals("linux")
                && SYSTEM_CALL.containsKey(System.getProperty("os.arch"));
        if (!known) {
            return Optional.empty();
        }
        Linker linker = Linker.nativeLinker();
        // variadic in C: long syscall(long number, pid_t, struct sched_attr*, unsigned int flags)
        FunctionDescriptor setting = FunctionDescriptor.of(
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT);
        return linker.defaultLookup()
                .find("syscall")
                .map(function -> linker.downcallHandle(function, setting, Linker.Option.firstVariadicArg(1)))
                .flatMap(call -> self(linker).map(self -> new Target(call, self)));
    }

    /** The kernel's number of the calling thread; with glibc 2.30 and later. */
    private static Optional<Integer> self(Linker linker) {
        return linker.defaultLookup()
                .find("gettid")
                .map(function -> linker.downcallHandle(function, FunctionDescriptor.of(ValueLayout.JAVA_INT)))
                .map(Scheduling::number);
    }

    private static int number(MethodHandle self) {
        try {
            return (int) self.invokeExact();
        } catch (Throwable broken) {
            throw new IllegalStateException("a call of the system failed", broken);
        }
    }
}
