package voipbin.sip.transport;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection, of theirs or ours; the last handler of its channel. Any thread may send. */
final class Connection extends SimpleChannelInboundHandler<Object> {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /** After a message that cannot be read: until the refusal must have gone out. */
    private static final long LAST_WORDS_MILLIS = 1_000;

    private final StreamTransport transport;
    private final InetSocketAddress remote;
    private final boolean ours;

    /** The channel when messages can be written; those that come before wait for it, in their order. */
    private final Promise<Channel> ready;

    private volatile boolean ending;
    private boolean proven;

    Connection(StreamTransport transport, InetSocketAddress remote, boolean ours) {
        this.transport = transport;
        this.remote = remote;
        this.ours = ours;
        this.ready = transport.works().loops().next().newPromise();
    }

    void stands(Channel channel) {
        ready.trySuccess(channel);
    }

    void failed(Throwable cause) {
        ready.tryFailure(cause);
    }

    InetSocketAddress remote() {
        return remote;
    }

    /** Whether it has been made and not closed. */
    boolean isOpen() {
        Channel channel = ready.getNow();
        return channel != null && channel.isActive();
    }

    /** Empty while it does not stand yet. */
    String flow() {
        Channel channel = ready.getNow();
        return channel == null ? "" : transport.name() + "/" + channel.id().asLongText();
    }

    void send(byte[] message, Consumer<String> failed) {
        ready.addListener((Future<Channel> made) -> {
            if (made.isSuccess()) {
                write(made.getNow(), message, failed);
            } else {
                failed.accept(why(made.cause()));
            }
        });
    }

    private void write(Channel channel, byte[] message, Consumer<String> failed) {
        if (!channel.isWritable()) {
            transport.works().count("not_reading");
            channel.close();
            failed.accept("the peer does not read");
            return;
        }
        transport.traceSent(message, channel, remote);
        ChannelFuture written = channel.writeAndFlush(
                transport.protocol().webSocket() ? WebSocketMessages.frame(message) : Unpooled.wrappedBuffer(message));
        written.addListener(done -> {
            if (!done.isSuccess()) {
                failed.accept(why(done.cause()));
            }
        });
        if (ending) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    void close() {
        Channel channel = ready.getNow();
        if (channel != null) {
            channel.close();
        }
    }

    private static String why(Throwable cause) {
        Throwable deepest = cause;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getClass().getSimpleName() + ": " + deepest.getMessage();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (!ours) {
            long patience = transport.works().limits().first().toMillis();
            context.executor().schedule(() -> silent(context), patience, TimeUnit.MILLISECONDS);
        }
        context.fireChannelActive();
    }

    /** Who has nothing to say for so long is no phone. */
    private void silent(ChannelHandlerContext context) {
        if (!proven) {
            transport.works().count("silent");
            context.close();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Object read) {
        switch (read) {
            case byte[] message -> {
                proven = true;
                transport.received(message, context.channel(), remote);
            }
            case StreamFraming.Broken broken -> {
                ending = true;
                context.channel().config().setAutoRead(false);
                transport.broken(broken, remote);
                context.executor().schedule(() -> context.close(), LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS);
            }
            default -> throw new IllegalStateException("a handler passed on " + read.getClass());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent) {
            transport.works().count("idle");
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        transport.closed(this, flow());
    }

    /** A reset, a failed handshake, a frame against the rules: all the same end. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("{} with {}", transport.name(), remote, cause);
        context.close();
    }
}
