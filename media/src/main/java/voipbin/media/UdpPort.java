package voipbin.media;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A UDP port of the system. Never connected: packets from strangers shall be counted, which the kernel would not do.
 */
final class UdpPort implements PacketPort {

    private static final Logger LOG = LoggerFactory.getLogger(UdpPort.class);

    /** DSCP "expedited forwarding" (RFC 3246), as RFC 4594 §4.1 asks for telephony. */
    private static final int EXPEDITED = 0xB8;

    private final DatagramChannel channel;

    private UdpPort(DatagramChannel channel) {
        this.channel = channel;
    }

    /** Opens and binds; port 0 takes any. */
    static UdpPort open(InetAddress address, int port) throws IOException {
        DatagramChannel channel = DatagramChannel.open(
                address instanceof Inet4Address ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.IP_TOS, EXPEDITED);
            channel.bind(new InetSocketAddress(address, port));
            return new UdpPort(channel);
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    /** Gives what arrives to {@code receiver} from now on. */
    void register(Selector selector, Workbench bench, Receiver receiver) throws IOException {
        Runnable ready = () -> read(bench.in, receiver);
        channel.register(selector, SelectionKey.OP_READ, ready);
    }

    /**
     * One packet, as there usually is; if there are more the selector says so again, after other ports had their turn.
     */
    private void read(ByteBuffer in, Receiver receiver) {
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
    public boolean send(ByteBuffer packet, SocketAddress target) {
        try {
            return channel.send(packet, target) > 0;
        } catch (IOException | RuntimeException unreachable) {
            // RuntimeException: an address family that this socket cannot speak, which is the peer's doing.
            return false;
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
