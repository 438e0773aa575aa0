package voipbin.media.udp;

import java.io.IOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.net.BindException;
import java.util.Locale;
import java.util.Set;

/**
 * What is needed of Linux's C library (socket(7), ip(7), ipv6(7), udp(7), epoll(7), eventfd(2)). A call that never
 * waits is {@linkplain Linker.Option#critical critical}: it costs the JVM nothing beside the call itself.
 */
@SuppressWarnings("restricted") // that is what it is for
final class Libc {

    static final int AF_INET = 2;
    static final int AF_INET6 = 10;
    private static final int SOCK_DGRAM = 2;
    private static final int NONBLOCK = 0x800;
    private static final int CLOEXEC = 0x80000;
    private static final int IPPROTO_IP = 0;
    private static final int IP_TOS = 1;
    private static final int IPPROTO_IPV6 = 41;
    private static final int IPV6_V6ONLY = 26;
    private static final int IPV6_TCLASS = 67;
    private static final int EPOLL_CTL_ADD = 1;
    private static final int EPOLLIN = 1;
    private static final int EADDRINUSE = 98;
    private static final int EADDRNOTAVAIL = 99;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final AddressLayout POINTER = ValueLayout.ADDRESS;

    /** {@code struct epoll_event} is packed on this machine only. */
    private static final boolean PACKED = "amd64".equals(System.getProperty("os.arch"));

    /** Bytes of a {@code struct epoll_event}, and where its user's data stand. */
    static final int EVENT = PACKED ? 12 : 16;

    static final int EVENT_DATA = PACKED ? 4 : 8;

    private Libc() {}

    /** Whether this machine is one whose numbers and structures are known here. */
    static boolean isHere() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).equals("linux")
                && Set.of("amd64", "aarch64").contains(System.getProperty("os.arch"));
    }

    /** The calls, looked up when the first is made. */
    private static final class Calls {

        private static final Linker LINKER = Linker.nativeLinker();
        private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
        private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
        private static final Linker.Option QUICK = Linker.Option.critical(false);
        private static final VarHandle NUMBER =
                STATE.varHandle(MemoryLayout.PathElement.groupElement("errno")).withInvokeExactBehavior();

        static final MethodHandle SOCKET = of("socket", FunctionDescriptor.of(INT, INT, INT, INT), ERRNO);
        static final MethodHandle SETSOCKOPT =
                of("setsockopt", FunctionDescriptor.of(INT, INT, INT, INT, POINTER, INT), ERRNO);
        static final MethodHandle BIND = of("bind", FunctionDescriptor.of(INT, INT, POINTER, INT), ERRNO);
        static final MethodHandle CLOSE = of("close", FunctionDescriptor.of(INT, INT));
        static final MethodHandle EPOLL_CREATE = of("epoll_create1", FunctionDescriptor.of(INT, INT), ERRNO);
        static final MethodHandle EPOLL_CTL =
                of("epoll_ctl", FunctionDescriptor.of(INT, INT, INT, INT, POINTER), ERRNO);
        static final MethodHandle EPOLL_WAIT = of("epoll_wait", FunctionDescriptor.of(INT, INT, POINTER, INT, INT));
        static final MethodHandle EPOLL_LOOK =
                of("epoll_wait", FunctionDescriptor.of(INT, INT, POINTER, INT, INT), QUICK);
        static final MethodHandle EVENTFD = of("eventfd", FunctionDescriptor.of(INT, INT, INT), ERRNO);
        static final MethodHandle READ = of("read", FunctionDescriptor.of(LONG, INT, POINTER, LONG), QUICK);
        static final MethodHandle WRITE = of("write", FunctionDescriptor.of(LONG, INT, POINTER, LONG), QUICK);
        static final MethodHandle SENDTO =
                of("sendto", FunctionDescriptor.of(LONG, INT, POINTER, LONG, INT, POINTER, INT), QUICK);
        static final MethodHandle RECVFROM =
                of("recvfrom", FunctionDescriptor.of(LONG, INT, POINTER, LONG, INT, POINTER, POINTER), QUICK);

        private Calls() {}

        private static MethodHandle of(String name, FunctionDescriptor type, Linker.Option... options) {
            return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), type, options);
        }
    }

    /** A call whose failure says why. */
    @FunctionalInterface
    private interface Explained {
        int call(MemorySegment state) throws Throwable;
    }

    private static int explained(String name, Explained explained) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Calls.STATE);
            int done = explained.call(state);
            if (done >= 0) {
                return done;
            }
            int errno = (int) Calls.NUMBER.get(state, 0L);
            String why = name + " failed with error " + errno;
            throw errno == EADDRINUSE || errno == EADDRNOTAVAIL ? new BindException(why) : new IOException(why);
        } catch (IOException failed) {
            throw failed;
        } catch (Throwable broken) {
            throw broken(broken);
        }
    }

    private static IllegalStateException broken(Throwable broken) {
        return new IllegalStateException("a call of the system failed", broken);
    }

    /** A UDP socket that never waits, with IPv4 among IPv6's addresses if it is one of those. */
    static int socket(int family, int serviceOctet) throws IOException {
        int socket = explained(
                "socket", state -> (int) Calls.SOCKET.invokeExact(state, family, SOCK_DGRAM | NONBLOCK | CLOEXEC, 0));
        try {
            if (family == AF_INET) {
                set(socket, IPPROTO_IP, IP_TOS, serviceOctet);
            } else {
                set(socket, IPPROTO_IPV6, IPV6_V6ONLY, 0);
                set(socket, IPPROTO_IPV6, IPV6_TCLASS, serviceOctet);
            }
            return socket;
        } catch (IOException failed) {
            close(socket);
            throw failed;
        }
    }

    private static void set(int socket, int level, int option, int value) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment given = arena.allocateFrom(INT, value);
            explained("setsockopt", state ->
                    (int) Calls.SETSOCKOPT.invokeExact(state, socket, level, option, given, Integer.BYTES));
        }
    }

    static void bind(int socket, MemorySegment address, int length) throws IOException {
        explained("bind", state -> (int) Calls.BIND.invokeExact(state, socket, address, length));
    }

    static void close(int descriptor) {
        try {
            int _ = (int) Calls.CLOSE.invokeExact(descriptor);
        } catch (Throwable broken) {
            throw broken(broken);
        }
    }

    static int epoll() throws IOException {
        return explained("epoll_create1", state -> (int) Calls.EPOLL_CREATE.invokeExact(state, CLOEXEC));
    }

    /** Has the epoll tell of what is to be read there, by the descriptor's own number. */
    static void watch(int epoll, int descriptor) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment event = arena.allocate(EVENT, Long.BYTES);
            event.set(INT, 0, EPOLLIN);
            event.set(ValueLayout.JAVA_INT_UNALIGNED, EVENT_DATA, descriptor);
            explained("epoll_ctl", state ->
                    (int) Calls.EPOLL_CTL.invokeExact(state, epoll, EPOLL_CTL_ADD, descriptor, event));
        }
    }

    /** The number of events; negative when a signal ended the wait. */
    static int wait(int epoll, MemorySegment events, int millis) {
        int most = (int) (events.byteSize() / EVENT);
        try {
            return millis == 0
                    ? (int) Calls.EPOLL_LOOK.invokeExact(epoll, events, most, 0)
                    : (int) Calls.EPOLL_WAIT.invokeExact(epoll, events, most, millis);
        } catch (Throwable broken) {
            throw broken(broken);
        }
    }

    static int counter() throws IOException {
        return explained("eventfd", state -> (int) Calls.EVENTFD.invokeExact(state, 0, NONBLOCK | CLOEXEC));
    }

    static void read(int descriptor, MemorySegment into) {
        try {
            long _ = (long) Calls.READ.invokeExact(descriptor, into, into.byteSize());
        } catch (Throwable broken) {
            throw broken(broken);
        }
    }

    static void write(int descriptor, MemorySegment from) {
        try {
            long _ = (long) Calls.WRITE.invokeExact(descriptor, from, from.byteSize());
        } catch (Throwable broken) {
            throw broken(broken);
        }
    }

    /** Bytes that were sent; negative when the system refuses. */
    static long send(int socket, MemorySegment packet, long length, MemorySegment target, int targetLength) {
        try {
            return (long) Calls.SENDTO.invokeExact(socket, packet, length, 0, target, targetLength);
        } catch (Throwable broken) {
            throw broken(broken);
        }
    }

    /** Bytes that were received, cut off at the size of {@code into}; negative when there are none. */
    static long receive(int socket, MemorySegment into, MemorySegment source, MemorySegment sourceLength) {
        try {
            return (long) Calls.RECVFROM.invokeExact(socket, into, into.byteSize(), 0, source, sourceLength);
        } catch (Throwable broken) {
            throw broken(broken);
        }
    }
}
