package voipbin.bench.sip;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** A UDP socket on loopback that talks with one server. For one thread. */
final class Wire implements AutoCloseable {

    private static final int BUFFER = 8 << 20;

    private final DatagramChannel channel;
    private final Selector selector;
    private final ByteBuffer in = ByteBuffer.allocateDirect(1 << 16);
    private final ByteBuffer out = ByteBuffer.allocateDirect(1 << 16);
    private final byte[] octets = new byte[1 << 16];

    Wire(InetSocketAddress server) throws IOException {
        channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        channel.connect(server);
        channel.configureBlocking(false);
        selector = Selector.open();
        channel.register(selector, SelectionKey.OP_READ);
    }

    /** {@code address:port} of our side. */
    String self() throws IOException {
        InetSocketAddress address = (InetSocketAddress) channel.getLocalAddress();
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    void send(String message) throws IOException {
        out.clear();
        out.put(message.getBytes(StandardCharsets.ISO_8859_1)).flip();
        channel.write(out);
    }

    /** Hands on what is there; if nothing is, waits for it so long at most. */
    void receive(long nanos, Consumer<Answer> receiver) throws IOException {
        if (!drain(receiver) && nanos > 0) {
            selector.select(Math.max(1, nanos / 1_000_000));
            selector.selectedKeys().clear();
            drain(receiver);
        }
    }

    private boolean drain(Consumer<Answer> receiver) throws IOException {
        boolean any = false;
        for (int i = 0; i < 64 && channel.read(in.clear()) > 0; i++) {
            int length = in.flip().remaining();
            in.get(octets, 0, length);
            receiver.accept(new Answer(new String(octets, 0, length, StandardCharsets.ISO_8859_1)));
            any = true;
        }
        return any;
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}
