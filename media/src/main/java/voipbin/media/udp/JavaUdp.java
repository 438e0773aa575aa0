package voipbin.media.udp;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** By the JDK's channels. */
final class JavaUdp implements UdpNetwork {

    private static final Logger LOG = LoggerFactory.getLogger(JavaUdp.class);

    @Override
    public UdpSocket open(InetAddress address, int port) throws IOException {
        DatagramChannel channel = DatagramChannel.open(
                address instanceof Inet4Address ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.IP_TOS, EXPEDITED);
            channel.bind(new InetSocketAddress(address, port));
            return new Channel(channel);
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    @Override
    public Poller poller() throws IOException {
        return new Selecting(Selector.open());
    }

    private record Channel(DatagramChannel channel) implements UdpSocket {

        @Override
        public boolean send(ByteBuffer packet, SocketAddress target) {
            int length = packet.remaining();
            try {
                return channel.send(packet, target) == length;
            } catch (IOException | RuntimeException unreachable) {
                // RuntimeException: an address family that this socket cannot speak, which is the peer's doing.
                return false;
            }
        }

        void receive(ByteBuffer in, Receiver receiver) {
            try {
                SocketAddress source = channel.receive(in.clear());
                if (source != null) {
                    receiver.received(in.flip(), source);
                }
            } catch (IOException broken) {
                LOG.debug("receiving failed", broken);
            }
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException broken) {
                LOG.debug("closing failed", broken);
            }
        }
    }

    private static final class Selecting implements Poller {

        private final Selector selector;
        private final ByteBuffer in = ByteBuffer.allocateDirect(LONGEST);
        private final Consumer<SelectionKey> ready = Selecting::ready;

        Selecting(Selector selector) {
            this.selector = selector;
        }

        @Override
        public void register(UdpSocket socket, UdpSocket.Receiver receiver) throws IOException {
            if (!(socket instanceof Channel ours)) {
                throw new IllegalArgumentException("a socket of another network");
            }
            Runnable reader = () -> ours.receive(in, receiver);
            ours.channel().register(selector, SelectionKey.OP_READ, reader);
        }

        @Override
        public int poll(int millis) throws IOException {
            return millis == 0 ? selector.selectNow(ready) : selector.select(ready, Math.max(millis, 0));
        }

        private static void ready(SelectionKey key) {
            if (key.attachment() instanceof Runnable reader) {
                reader.run();
            }
        }

        @Override
        public void wakeUp() {
            selector.wakeup();
        }

        @Override
        public void close() {
            try {
                selector.close();
            } catch (IOException broken) {
                LOG.debug("closing the selector failed", broken);
            }
        }
    }
}
