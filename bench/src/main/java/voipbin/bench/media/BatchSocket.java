package voipbin.bench.media;

import java.io.IOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * A UDP socket of Linux at the loopback address that sends and receives many packets by one call (sendmmsg(2),
 * recvmmsg(2)) and says when the kernel had a packet (SO_TIMESTAMPNS of socket(7)): what a load notes late is not to be
 * laid at the server's door. For one thread.
 */
@SuppressWarnings("restricted") // that is what it is for
final class BatchSocket implements AutoCloseable {

    private static final int AF_INET = 2;
    private static final int SOCK_DGRAM = 2;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVBUF = 8;

    /** Also what its control messages are called. */
    private static final int SO_TIMESTAMPNS = 35;

    /** Root's, who need not keep to the system's limit. */
    private static final int SO_RCVBUFFORCE = 33;

    private static final int MSG_DONTWAIT = 0x40;
    private static final int LOOPBACK = 0x7F00_0001;

    private static final int BATCH = 64;
    private static final int PACKET = 2048;

    /** {@code struct sockaddr_in}: where port and address stand, in the network's order, and its size. */
    private static final int PORT = 2;

    private static final int HOST = 4;
    private static final int ADDRESS = 16;

    /** {@code struct iovec}. */
    private static final int PIECE_LENGTH = 8;

    private static final int PIECE = 16;

    /** {@code struct mmsghdr}: a {@code struct msghdr} and how much was received. */
    private static final int NAME_LENGTH = 8;

    private static final int PIECES = 16;
    private static final int PIECES_COUNT = 24;
    private static final int CONTROL = 32;
    private static final int CONTROL_LENGTH = 40;
    private static final int RECEIVED = 56;
    private static final int MESSAGE = 64;

    /** {@code struct cmsghdr} with a {@code struct timespec}. */
    private static final int CONTROL_TYPE = 12;

    private static final int SECONDS = 16;
    private static final int NANOS = 24;
    private static final int TIME = 32;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final AddressLayout POINTER = ValueLayout.ADDRESS;

    private static final MethodHandle SOCKET = of("socket", FunctionDescriptor.of(INT, INT, INT, INT));
    private static final MethodHandle SETSOCKOPT =
            of("setsockopt", FunctionDescriptor.of(INT, INT, INT, INT, POINTER, INT));
    private static final MethodHandle BIND = of("bind", FunctionDescriptor.of(INT, INT, POINTER, INT));
    private static final MethodHandle GETSOCKNAME =
            of("getsockname", FunctionDescriptor.of(INT, INT, POINTER, POINTER));
    private static final MethodHandle CLOSE = of("close", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle SENDMMSG = of("sendmmsg", FunctionDescriptor.of(INT, INT, POINTER, INT, INT));
    private static final MethodHandle RECVMMSG =
            of("recvmmsg", FunctionDescriptor.of(INT, INT, POINTER, INT, INT, POINTER));

    /** Hears of each packet; it is the buffer's first bytes, and gone after this. */
    @FunctionalInterface
    interface Receiver {

        /** @param came when the kernel had it, by {@link System#nanoTime} */
        void received(ByteBuffer packet, int length, long came);
    }

    /** As many packets as go by one call. */
    private static final class Batch {

        private final MemorySegment messages;
        private final ByteBuffer addresses;
        private final ByteBuffer[] packets = new ByteBuffer[BATCH];
        private final MemorySegment pieces;
        private final MemorySegment controls;

        Batch(Arena arena) {
            messages = arena.allocate(BATCH * MESSAGE, Long.BYTES);
            MemorySegment names = arena.allocate(BATCH * ADDRESS, Long.BYTES);
            pieces = arena.allocate(BATCH * PIECE, Long.BYTES);
            MemorySegment bytes = arena.allocate(BATCH * PACKET, Long.BYTES);
            controls = arena.allocate(BATCH * TIME, Long.BYTES);
            addresses = names.asByteBuffer();
            for (int i = 0; i < BATCH; i++) {
                MemorySegment name = names.asSlice(i * ADDRESS, ADDRESS);
                MemorySegment packet = bytes.asSlice(i * PACKET, PACKET);
                packets[i] = packet.asByteBuffer();
                name.set(ValueLayout.JAVA_SHORT, 0, (short) AF_INET);
                addresses.putInt(i * ADDRESS + HOST, LOOPBACK);
                messages.set(POINTER, i * MESSAGE, name);
                messages.set(INT, i * MESSAGE + NAME_LENGTH, ADDRESS);
                messages.set(POINTER, i * MESSAGE + PIECES, pieces.asSlice(i * PIECE, PIECE));
                messages.set(LONG, i * MESSAGE + PIECES_COUNT, 1);
                pieces.set(POINTER, i * PIECE, packet);
                pieces.set(LONG, i * PIECE + PIECE_LENGTH, PACKET);
            }
        }

        /** For what is received to come with its time. */
        void wantTimes(int count) {
            for (int i = 0; i < count; i++) {
                messages.set(POINTER, i * MESSAGE + CONTROL, controls.asSlice(i * TIME, TIME));
                messages.set(LONG, i * MESSAGE + CONTROL_LENGTH, TIME);
            }
        }

        /** In nanoseconds since 1970. */
        long time(int i) {
            if (messages.get(LONG, i * MESSAGE + CONTROL_LENGTH) != TIME
                    || controls.get(INT, i * TIME + CONTROL_TYPE) != SO_TIMESTAMPNS) {
                throw new IllegalStateException("the kernel does not say when a packet came");
            }
            return controls.get(LONG, i * TIME + SECONDS) * 1_000_000_000 + controls.get(LONG, i * TIME + NANOS);
        }
    }

    private final Arena arena = Arena.ofConfined();
    private final Batch out = new Batch(arena);
    private final Batch in = new Batch(arena);
    private final int descriptor;
    private final int port;

    /** How much greater the time since 1970 is than {@link System#nanoTime}. */
    private final long epoch;

    private int waiting;

    /** @param receiveBuffer in bytes */
    BatchSocket(int receiveBuffer) throws IOException {
        try {
            descriptor = worked((int) SOCKET.invokeExact(AF_INET, SOCK_DGRAM, 0));
            MemorySegment number = arena.allocate(INT);
            number.set(INT, 0, receiveBuffer);
            if ((int) SETSOCKOPT.invokeExact(descriptor, SOL_SOCKET, SO_RCVBUFFORCE, number, Integer.BYTES) < 0) {
                worked((int) SETSOCKOPT.invokeExact(descriptor, SOL_SOCKET, SO_RCVBUF, number, Integer.BYTES));
            }
            number.set(INT, 0, 1);
            worked((int) SETSOCKOPT.invokeExact(descriptor, SOL_SOCKET, SO_TIMESTAMPNS, number, Integer.BYTES));
            in.wantTimes(BATCH);
            Instant now = Instant.now();
            epoch = now.getEpochSecond() * 1_000_000_000 + now.getNano() - System.nanoTime();
            MemorySegment name = arena.allocate(ADDRESS, Long.BYTES);
            name.set(ValueLayout.JAVA_SHORT, 0, (short) AF_INET);
            name.asByteBuffer().putInt(HOST, LOOPBACK);
            worked((int) BIND.invokeExact(descriptor, name, ADDRESS));
            number.set(INT, 0, ADDRESS);
            worked((int) GETSOCKNAME.invokeExact(descriptor, name, number));
            port = name.asByteBuffer().getShort(PORT) & 0xFFFF;
        } catch (IOException failed) {
            throw failed;
        } catch (Throwable broken) {
            throw broken(broken);
        }
    }

    private static MethodHandle of(String name, FunctionDescriptor type) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
    }

    private static int worked(int answer) throws IOException {
        if (answer < 0) {
            throw new IOException("the system refuses a socket of the load");
        }
        return answer;
    }

    private static IllegalStateException broken(Throwable broken) {
        return new IllegalStateException("a call of the system failed", broken);
    }

    int port() {
        return port;
    }

    /** Where the next packet to this port at the loopback address is to be written; {@link #queue} follows. */
    ByteBuffer packetTo(int target) {
        out.addresses.putShort(waiting * ADDRESS + PORT, (short) target);
        return out.packets[waiting].clear();
    }

    /** That packet, up to its buffer's position, goes with the others of its batch. */
    void queue() {
        out.pieces.set(LONG, waiting * PIECE + PIECE_LENGTH, out.packets[waiting].position());
        waiting++;
        if (waiting == BATCH) {
            flush();
        }
    }

    /** Sends what is queued; what the system refuses is lost, as on a line. */
    void flush() {
        try {
            for (int sent = 0; sent < waiting; ) {
                MemorySegment rest = out.messages.asSlice(sent * MESSAGE);
                int count = (int) SENDMMSG.invokeExact(descriptor, rest, waiting - sent, 0);
                sent += Math.max(count, 1);
            }
            waiting = 0;
        } catch (Throwable broken) {
            throw broken(broken);
        }
    }

    /** Takes in all that is there. */
    void receive(Receiver receiver) {
        int count = BATCH;
        while (count == BATCH) {
            try {
                count = (int) RECVMMSG.invokeExact(descriptor, in.messages, BATCH, MSG_DONTWAIT, MemorySegment.NULL);
            } catch (Throwable broken) {
                throw broken(broken);
            }
            for (int i = 0; i < count; i++) {
                int length = in.messages.get(INT, i * MESSAGE + RECEIVED);
                receiver.received(in.packets[i], length, in.time(i) - epoch);
            }
            in.wantTimes(Math.max(count, 0));
        }
    }

    @Override
    public void close() {
        try {
            int _ = (int) CLOSE.invokeExact(descriptor);
        } catch (Throwable broken) {
            throw broken(broken);
        }
        arena.close();
    }
}
