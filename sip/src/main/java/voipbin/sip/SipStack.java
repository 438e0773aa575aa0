package voipbin.sip;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.stream.StreamSupport;
import voipbin.base.Counters;
import voipbin.base.Reach;
import voipbin.sip.message.Hosts;
import voipbin.sip.transport.Hop;
import voipbin.sip.transport.UdpTransport;

/** A running SIP user agent. Any thread may call. */
public final class SipStack implements AutoCloseable {

    /** A shard with its thread and its entrance. */
    private record Lane(EventLoop loop, Shard shard, Inbound inbound) {

        void receive(byte[] message, Hop source) {
            if (loop.inEventLoop()) {
                shard.tell("none yet", () -> inbound.receive(message, source));
            } else {
                shard.execute(() -> inbound.receive(message, source));
            }
        }
    }

    private final MultiThreadIoEventLoopGroup loops;
    private final UdpTransport transport;
    private final List<Lane> lanes;
    private final Tokens tokens = Tokens.secure();

    private SipStack(MultiThreadIoEventLoopGroup loops, UdpTransport transport, List<Lane> lanes) {
        this.loops = loops;
        this.transport = transport;
        this.lanes = lanes;
    }

    /**
     * Binds and starts.
     *
     * @throws java.net.BindException naming address and port
     */
    public static SipStack start(SipConfig config, Reach reach, Counters counters, SipApplication application)
            throws IOException {
        MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(
                config.threads(), new DefaultThreadFactory("sip", true), NioIoHandler.newFactory());
        try {
            UdpTransport transport = UdpTransport.open(
                    config.listen(), loops, new UdpTransport.Watch(Conduct.watched(config), InstantSource.system()));
            Conduct conduct = new Conduct(config.guard());
            Outbound outbound = new Outbound(transport, reach, Resolver.ofSystem(), Tokens.secure());
            Shard.Shared shared =
                    new Shard.Shared(config.userAgent(), config.timing(), outbound, new Responses(config.userAgent()));
            List<Lane> lanes = StreamSupport.stream(loops.spliterator(), false)
                    .map(EventLoop.class::cast)
                    .map(loop -> lane(loop, shared, new Inbound.Works(application, counters, conduct)))
                    .toList();
            SipStack stack = new SipStack(loops, transport, lanes);
            stack.count(counters);
            transport.start((message, source) -> {
                if (conduct.admits(source)) {
                    stack.lane(CallIdScan.hash(message)).receive(message, source);
                }
            });
            return stack;
        } catch (IOException refused) {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw refused;
        }
    }

    private static Lane lane(EventLoop loop, Shard.Shared shared, Inbound.Works works) {
        Shard shard = new Shard(loop, new LoopTimers(loop), shared, Tokens.secure());
        return new Lane(loop, shard, new Inbound(shard, works));
    }

    private void count(Counters counters) {
        counters.gauge(
                "sip.transactions", () -> sum(shard -> shard.transactions().count()));
        counters.gauge("sip.dialogs", () -> sum(Shard::dialogCount));
        counters.gauge("sip.calls", () -> sum(Shard::callCount));
    }

    private long sum(ToIntFunction<Shard> count) {
        return lanes.stream().map(Lane::shard).mapToInt(count).sum();
    }

    private Lane lane(int hash) {
        return lanes.get(hash % lanes.size());
    }

    private Shard shard(String callId) {
        return lane(CallIdScan.hash(callId)).shard();
    }

    private String newCallId() {
        return tokens.next() + "@" + Hosts.text(transport.address().getAddress());
    }

    /** Where UDP is bound. */
    public InetSocketAddress address() {
        return transport.address();
    }

    /** Sends an INVITE; the listener hears the rest. */
    public OutgoingCall call(CallRequest request, CallListener listener) {
        String callId = newCallId();
        Shard shard = shard(callId);
        UacCall call = new UacCall(shard, request, listener, callId);
        shard.execute(call::begin);
        return call;
    }

    /** Sends a request outside a dialog; the outcome comes on its shard. */
    public void send(OutgoingRequest request, Consumer<RequestOutcome> outcome) {
        String callId = newCallId();
        Shard shard = shard(callId);
        shard.execute(() -> new Loner(shard, callId).send(request, _ -> List.of(), outcome));
    }

    /** Registers and keeps registered. */
    public Registration register(RegistrationRequest request, RegistrationListener listener) {
        String callId = newCallId();
        Shard shard = shard(callId);
        ActiveRegistration registration = new ActiveRegistration(shard, request, listener, callId);
        shard.execute(registration::begin);
        return registration;
    }

    /**
     * Stops the threads and closes the sockets; calls are not hung up, registrations stay until they expire. What is
     * asked of the stack or of its calls afterwards has no effect.
     */
    @Override
    public void close() {
        transport.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
