package voipbin.sip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;

/**
 * A datagram to ourselves while the socket is never seen empty: when it is read, all that had arrived before it was
 * sent has been read. So a queue that stands is told from one that only never ends. On the socket's thread only.
 */
final class UdpProbe {

    private static final int LENGTH = 24;

    /** Full reads between two probes, and after which one that has not come back is taken for lost. */
    private static final int PAUSE = 4;

    private static final int LOST = 1_000;

    private static final Runnable NOTHING = () -> {};

    private final InetSocketAddress self;
    private final byte[] secret = new byte[LENGTH - Long.BYTES];
    private long number;
    private Runnable returned = NOTHING;
    private int reads;

    UdpProbe(InetSocketAddress bound) {
        this.self = new InetSocketAddress(
                bound.getAddress().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound.getAddress(),
                bound.getPort());
        new SecureRandom().nextBytes(secret);
    }

    /** A read has not emptied the socket. */
    void fullRead(Channel channel, Receiver receiver) {
        reads++;
        boolean due = returned == NOTHING ? reads >= PAUSE : reads >= LOST;
        if (due) {
            reads = 0;
            number++;
            returned = receiver.mark();
            ByteBuf probe = Unpooled.buffer(LENGTH).writeBytes(secret).writeLong(number);
            channel.writeAndFlush(new DatagramPacket(probe, self), channel.voidPromise());
        }
    }

    /** A read has emptied the socket. */
    void emptied() {
        reads = 0;
        returned = NOTHING;
    }

    /** Whether it is one of ours, which nobody else gets to see. */
    boolean takes(DatagramPacket packet) {
        ByteBuf content = packet.content();
        if (content.readableBytes() != LENGTH
                || packet.sender().getPort() != self.getPort()
                || !content.slice(content.readerIndex(), secret.length).equals(Unpooled.wrappedBuffer(secret))) {
            return false;
        }
        if (content.getLong(content.readerIndex() + secret.length) == number) {
            returned.run();
            returned = NOTHING;
        }
        return true;
    }
}
