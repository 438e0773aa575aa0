package voipbin.sip.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * SIP over connections: TCP, TLS, WebSocket and secure WebSocket (RFC 3261, 18; RFC 7118). A message goes over the
 * connection that stands to its address, whoever opened it; else TCP and TLS open one, and WebSocket fails.
 */
public final class StreamTransport implements Transport {

    /** Octets that wait for a peer to read them; whoever lets more pile up is cut off. */
    private static final WriteBufferWaterMark UNREAD = new WriteBufferWaterMark(256 * 1024, 2 * 1024 * 1024);

    private final Protocol protocol;
    private final StreamWorks works;
    private final Pipelines pipelines;
    private final Map<InetSocketAddress, Connection> connections = new ConcurrentHashMap<>();
    private final Map<InetAddress, Integer> perSource = new ConcurrentHashMap<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final InetSocketAddress address;
    private final @Nullable Channel server;
    private volatile Receiver receiver = (_, _) -> {};

    private StreamTransport(
            Protocol protocol, Optional<InetSocketAddress> listen, InetSocketAddress face, StreamWorks works)
            throws IOException {
        this.protocol = protocol;
        this.works = works;
        this.pipelines = new Pipelines(protocol, works);
        this.server = listen.isPresent() ? bind(listen.get()) : null;
        this.address = server == null ? face : (InetSocketAddress) server.localAddress();
    }

    /**
     * Binds; nothing is accepted before {@link #start}.
     *
     * @throws BindException naming address and port
     */
    public static StreamTransport listening(Protocol protocol, InetSocketAddress listen, StreamWorks works)
            throws IOException {
        return new StreamTransport(protocol, Optional.of(listen), listen, works);
    }

    /**
     * One that only opens connections itself, TCP or TLS.
     *
     * @param face the address that our requests name as ours
     */
    public static StreamTransport calling(Protocol protocol, InetSocketAddress face, StreamWorks works)
            throws IOException {
        return new StreamTransport(protocol, Optional.empty(), face, works);
    }

    private Channel bind(InetSocketAddress listen) throws IOException {
        ChannelFuture bound = new ServerBootstrap()
                .group(works.loops())
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNREAD)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accept(channel);
                    }
                })
                .bind(listen)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            BindException refused = new BindException("Cannot listen on " + protocol + " "
                    + listen.getAddress().getHostAddress() + ":" + listen.getPort() + ": "
                    + bound.cause().getMessage());
            refused.initCause(bound.cause());
            throw refused;
        }
        return bound.channel();
    }

    /** Accepts connections, and hands each message to the receiver, from now on. */
    public void start(Receiver to) {
        receiver = to;
        if (server != null) {
            server.config().setAutoRead(true);
        }
    }

    private void accept(Channel channel) {
        InetSocketAddress remote = (InetSocketAddress) channel.remoteAddress();
        if (!admit(remote.getAddress())) {
            works.count("refused");
            channel.close();
            return;
        }
        channel.closeFuture().addListener(_ -> dismiss(remote.getAddress()));
        Connection connection = new Connection(this, remote, false);
        connection.stands(channel);
        pipelines.accepted(channel, connection);
        connections.put(remote, connection);
        works.flows().opened(connection.flow());
        works.count("accepted");
    }

    private boolean admit(InetAddress source) {
        if (accepted.incrementAndGet() > works.limits().connections()
                || perSource.merge(source, 1, Integer::sum) > works.limits().perSource()) {
            dismiss(source);
            return false;
        }
        return true;
    }

    private void dismiss(InetAddress source) {
        accepted.decrementAndGet();
        perSource.computeIfPresent(source, (_, count) -> count == 1 ? null : count - 1);
    }

    @Override
    public String name() {
        return protocol.name();
    }

    public Protocol protocol() {
        return protocol;
    }

    /** Whether others can connect to us. */
    public boolean isListening() {
        return server != null;
    }

    @Override
    public boolean reliable() {
        return true;
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public Optional<String> flow(InetSocketAddress to) {
        return Optional.ofNullable(connections.get(to))
                .filter(Connection::isOpen)
                .map(Connection::flow);
    }

    @Override
    public void send(byte[] message, InetSocketAddress to, Consumer<String> failed) {
        Connection standing = connections.get(to);
        if (standing != null) {
            standing.send(message, failed);
        } else if (protocol.webSocket()) {
            failed.accept("no connection: only the browser can open it");
        } else if (to.isUnresolved()) {
            failed.accept("unknown host " + to.getHostString());
        } else {
            Connection fresh = new Connection(this, to, true);
            Connection first = connections.putIfAbsent(to, fresh);
            if (first == null) {
                connect(fresh);
            }
            (first == null ? fresh : first).send(message, failed);
        }
    }

    private void connect(Connection connection) {
        InetSocketAddress to = connection.remote();
        ChannelFuture connected = new Bootstrap()
                .group(works.loops())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        works.limits().connect().toMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, UNREAD)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        pipelines.connecting(channel, to, connection);
                    }
                })
                .connect(to);
        connected.addListener(done -> {
            if (done.isSuccess()) {
                connection.stands(connected.channel());
                works.flows().opened(connection.flow());
                works.count("opened");
            } else {
                // before any sender hears of the failure: its next try must find no dead connection
                connections.remove(to, connection);
                connection.failed(done.cause());
            }
        });
    }

    void closed(Connection connection, String flow) {
        connections.remove(connection.remote(), connection);
        works.flows().closed(flow);
    }

    void received(byte[] message, Channel channel, InetSocketAddress from) {
        works.watch()
                .trace()
                .received(
                        message,
                        from,
                        (InetSocketAddress) channel.localAddress(),
                        works.watch().clock().instant());
        receiver.received(message, new Hop(this, from));
    }

    void broken(StreamFraming.Broken broken, InetSocketAddress from) {
        receiver.broken(broken.head(), broken.status(), broken.why(), new Hop(this, from));
    }

    void traceSent(byte[] message, Channel channel, InetSocketAddress to) {
        works.watch()
                .trace()
                .sent(
                        message,
                        (InetSocketAddress) channel.localAddress(),
                        to,
                        works.watch().clock().instant());
    }

    StreamWorks works() {
        return works;
    }

    /** How many connections there are. */
    public int count() {
        return connections.size();
    }

    /** Connections of ours and theirs close with the loops they live on. */
    @Override
    public void close() {
        if (server != null) {
            server.close().awaitUninterruptibly();
        }
        connections.values().forEach(Connection::close);
    }
}
