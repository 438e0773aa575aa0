package voipbin.sip.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SIP over UDP (RFC 3261, 18): one socket, one message a datagram. */
public final class UdpTransport implements Transport {

    private static final Logger LOG = LoggerFactory.getLogger(UdpTransport.class);

    private static final int LARGEST_DATAGRAM = 65_535;

    /** Datagrams that one turn of the loop reads. */
    private static final int LARGEST_BATCH = 16;

    /** Bursts of registrations after a power cut must wait in the system, not be lost. */
    private static final int SYSTEM_BUFFER = 4 * 1024 * 1024;

    private final Channel channel;
    private final InetSocketAddress address;
    private final SipTrace trace;
    private final InstantSource clock;

    private UdpTransport(Channel channel, Watch watch) {
        this.channel = channel;
        this.address = (InetSocketAddress) channel.localAddress();
        this.trace = watch.trace();
        this.clock = watch.clock();
    }

    /** What watches the wire, and by which time. */
    public record Watch(SipTrace trace, InstantSource clock) {}

    /**
     * Binds; nothing is read before {@link #start}.
     *
     * @throws BindException naming address and port
     */
    public static UdpTransport open(InetSocketAddress listen, EventLoopGroup loops, Watch watch) throws IOException {
        Bootstrap bootstrap = new Bootstrap()
                .group(loops)
                .channel(NioDatagramChannel.class)
                .option(ChannelOption.SO_RCVBUF, SYSTEM_BUFFER)
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(LARGEST_DATAGRAM).maxMessagesPerRead(LARGEST_BATCH))
                // the adaptive one clears 64 kB anew for each datagram
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.AUTO_READ, false)
                .handler(new ChannelInboundHandlerAdapter());
        ChannelFuture bound = bootstrap.bind(listen).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw refused(listen, bound.cause());
        }
        return new UdpTransport(bound.channel(), watch);
    }

    /** Hands each datagram to the receiver from now on. */
    public void start(Receiver receiver) {
        channel.pipeline().addLast(new Inbound(this, receiver));
        channel.config().setAutoRead(true);
    }

    private static BindException refused(InetSocketAddress listen, Throwable cause) {
        BindException refused = new BindException("Cannot listen on UDP "
                + listen.getAddress().getHostAddress() + ":" + listen.getPort() + ": " + cause.getMessage());
        refused.initCause(cause);
        return refused;
    }

    @Override
    public String name() {
        return "UDP";
    }

    @Override
    public boolean reliable() {
        return false;
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void send(byte[] message, InetSocketAddress to, Consumer<String> failed) {
        trace.sent(message, address, to, clock.instant());
        channel.writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(message), to))
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        failed.accept(String.valueOf(done.cause().getMessage()));
                    }
                });
    }

    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
    }

    private static final class Inbound extends SimpleChannelInboundHandler<DatagramPacket> {

        private final UdpTransport transport;
        private final Receiver receiver;
        private final UdpProbe probe;
        private int batch;

        Inbound(UdpTransport transport, Receiver receiver) {
            this.transport = transport;
            this.receiver = receiver;
            this.probe = new UdpProbe(transport.address);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
            batch++;
            if (probe.takes(packet)) {
                return;
            }
            byte[] message = ByteBufUtil.getBytes(packet.content());
            transport.trace.received(message, packet.sender(), transport.address, transport.clock.instant());
            receiver.received(message, new Hop(transport, packet.sender()));
        }

        /** A read that did not take as much as it may has found the socket empty. */
        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            if (batch < LARGEST_BATCH) {
                probe.emptied();
                receiver.drained();
            } else {
                probe.fullRead(context.channel(), receiver);
            }
            batch = 0;
        }

        /** An ICMP "port unreachable" of an earlier datagram shows up here: transactions time out by themselves. */
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            LOG.debug("UDP receive", cause);
        }
    }
}
