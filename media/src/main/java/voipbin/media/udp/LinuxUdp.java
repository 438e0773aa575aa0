package voipbin.media.udp;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * By Linux's own calls. The JDK's channels take two locks a packet, which are for threads that we do not have, and each
 * of them writes a reference that the garbage collector goes after; that is a sixth of what a relayed packet costs.
 */
final class LinuxUdp implements UdpNetwork {

    @Override
    public UdpSocket open(InetAddress address, int port) throws IOException {
        int family = RawAddress.familyOf(address);
        int descriptor = Libc.socket(family, EXPEDITED);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment raw = arena.allocate(RawAddress.SIZE, Long.BYTES);
            RawAddress local = new RawAddress(family);
            local.write(new InetSocketAddress(address, port), raw);
            Libc.bind(descriptor, raw, local.length());
            return new Socket(descriptor, family);
        } catch (IOException | RuntimeException failed) {
            Libc.close(descriptor);
            throw failed;
        }
    }

    @Override
    public Poller poller() throws IOException {
        int epoll = Libc.epoll();
        int alarm = -1;
        try {
            alarm = Libc.counter();
            Libc.watch(epoll, alarm);
            return new Polling(epoll, alarm);
        } catch (IOException | RuntimeException failed) {
            Libc.close(epoll);
            if (alarm >= 0) {
                Libc.close(alarm);
            }
            throw failed;
        }
    }

    private static final class Socket implements UdpSocket {

        private final int descriptor;
        private final RawAddress target;
        private final RawAddress source;
        private @Nullable Polling poller;
        private @Nullable Receiver receiver;
        private boolean closed;

        Socket(int descriptor, int family) {
            this.descriptor = descriptor;
            this.target = new RawAddress(family);
            this.source = new RawAddress(family);
        }

        @Override
        public boolean send(ByteBuffer packet, SocketAddress to) {
            Polling on = poller;
            return !closed && on != null && on.desk.send(descriptor, packet, target, to);
        }

        void receive(Desk desk) {
            Receiver to = receiver;
            if (to != null && desk.receive(descriptor)) {
                to.received(desk.in, source.read(desk.source));
            }
        }

        @Override
        public void close() {
            if (closed) {
                return;
            }
            closed = true;
            receiver = null;
            if (poller != null) {
                poller.forget(descriptor);
            }
            Libc.close(descriptor);
        }
    }

    /** Memory that a poller's sockets use by turns, at places that the system can be told. */
    private static final class Desk {

        private final MemorySegment received;
        private final MemorySegment sent;
        private final MemorySegment source;
        private final MemorySegment sourceLength;
        private final MemorySegment target;
        /** Views of the same memory. */
        private final ByteBuffer in;

        private final ByteBuffer out;

        Desk(Arena arena) {
            received = arena.allocate(LONGEST, Long.BYTES);
            sent = arena.allocate(LONGEST, Long.BYTES);
            source = arena.allocate(RawAddress.SIZE, Long.BYTES);
            sourceLength = arena.allocate(ValueLayout.JAVA_INT);
            target = arena.allocate(RawAddress.SIZE, Long.BYTES);
            in = received.asByteBuffer();
            out = sent.asByteBuffer();
        }

        boolean send(int descriptor, ByteBuffer packet, RawAddress known, SocketAddress to) {
            int length = packet.remaining();
            if (length > LONGEST || !known.write(to, target)) {
                return false;
            }
            out.put(0, packet, packet.position(), length);
            return Libc.send(descriptor, sent, length, target, known.length()) == length;
        }

        boolean receive(int descriptor) {
            sourceLength.set(ValueLayout.JAVA_INT, 0, RawAddress.SIZE);
            long length = Libc.receive(descriptor, received, source, sourceLength);
            if (length < 0) {
                return false;
            }
            in.clear().limit((int) length);
            return true;
        }
    }

    private static final class Polling implements Poller {

        /** Told of at once; others wait for the next look. */
        private static final int EVENTS = 512;

        private final int epoll;
        private final int alarm;
        private final MemorySegment events;
        private final MemorySegment count;
        private final Desk desk;
        private boolean closed;
        private @Nullable Socket[] sockets = new @Nullable Socket[64];

        Polling(int epoll, int alarm) {
            this.epoll = epoll;
            this.alarm = alarm;
            // whoever wakes us may still be at it when we close: nobody but the collector knows when all are done
            Arena arena = Arena.ofAuto();
            events = arena.allocate((long) EVENTS * Libc.EVENT, Long.BYTES);
            count = arena.allocate(ValueLayout.JAVA_LONG);
            desk = new Desk(arena);
        }

        @Override
        public void register(UdpSocket socket, UdpSocket.Receiver receiver) throws IOException {
            if (!(socket instanceof Socket ours)) {
                throw new IllegalArgumentException("a socket of another network");
            }
            if (ours.closed) {
                throw new IOException("the socket is closed");
            }
            if (ours.descriptor >= sockets.length) {
                sockets = Arrays.copyOf(sockets, Math.max(ours.descriptor + 1, 2 * sockets.length));
            }
            sockets[ours.descriptor] = ours;
            ours.poller = this;
            ours.receiver = receiver;
            Libc.watch(epoll, ours.descriptor);
        }

        void forget(int descriptor) {
            sockets[descriptor] = null;
        }

        @Override
        public int poll(int millis) {
            int found = Libc.wait(epoll, events, millis);
            for (int i = 0; i < found; i++) {
                int descriptor = events.get(ValueLayout.JAVA_INT_UNALIGNED, (long) i * Libc.EVENT + Libc.EVENT_DATA);
                if (descriptor == alarm) {
                    Libc.read(alarm, count);
                    continue;
                }
                // one that was closed since is not there any more
                Socket ready = descriptor < sockets.length ? sockets[descriptor] : null;
                if (ready != null) {
                    ready.receive(desk);
                }
            }
            return Math.max(found, 0);
        }

        @Override
        public synchronized void wakeUp() {
            if (closed) {
                // the number may be another's by now
                return;
            }
            try (Arena arena = Arena.ofConfined()) {
                Libc.write(alarm, arena.allocateFrom(ValueLayout.JAVA_LONG, 1));
            }
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                Libc.close(epoll);
                Libc.close(alarm);
            }
        }
    }
}
