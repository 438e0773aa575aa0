package voipbin.sip;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.stream.StreamSupport;
import voipbin.base.Counters;
import voipbin.base.Reach;
import voipbin.sip.dialog.DialogId;
import voipbin.sip.locate.Dns;
import voipbin.sip.locate.Locator;
import voipbin.sip.message.DialogReference;
import voipbin.sip.message.Hosts;
import voipbin.sip.message.SipUri;
import voipbin.sip.transport.Hop;
import voipbin.sip.transport.Protocol;
import voipbin.sip.transport.Receiver;
import voipbin.sip.transport.StunKeepAlive;

/** A running SIP user agent. Any thread may call. */
public final class SipStack implements AutoCloseable {

    /** A shard with its thread and its entrance. */
    private record Lane(EventLoop loop, Shard shard, Inbound inbound, Congestion congestion, Rounds rounds) {

        void receive(byte[] message, Hop source) {
            if (loop.inEventLoop()) {
                if (source.transport().reliable()) {
                    congestion.takenFromConnection(rounds.arrived());
                } else {
                    congestion.taken();
                }
                shard.tell("none yet", () -> inbound.receive(message, source));
            } else {
                long arrived = System.nanoTime();
                shard.execute(() -> {
                    congestion.taken(arrived);
                    inbound.receive(message, source);
                });
            }
        }
    }

    /** Where messages come in. */
    private final class Entrance implements Receiver {

        private final Conduct conduct;

        Entrance(Conduct conduct) {
            this.conduct = conduct;
        }

        @Override
        public void received(byte[] message, Hop source) {
            if (!conduct.admits(source)) {
                return;
            }
            if (!source.transport().reliable() && StunKeepAlive.is(message)) {
                StunKeepAlive.answer(message, source.address()).ifPresent(answer -> source.send(answer, _ -> {}));
            } else {
                lane(CallIdScan.hash(message)).receive(message, source);
            }
        }

        @Override
        public void broken(byte[] head, int status, String why, Hop from) {
            if (conduct.admits(from)) {
                Lane lane = lane(CallIdScan.hash(head));
                lane.shard().execute(() -> lane.inbound().broken(head, status, why, from));
            }
        }

        @Override
        public void drained() {
            for (Lane lane : lanes) {
                if (lane.loop().inEventLoop()) {
                    lane.congestion().drained();
                }
            }
        }

        @Override
        public Runnable mark() {
            long now = System.nanoTime();
            return () -> {
                for (Lane lane : lanes) {
                    if (lane.loop().inEventLoop()) {
                        lane.congestion().drained(now);
                    }
                }
            };
        }
    }

    private final MultiThreadIoEventLoopGroup loops;
    private final Sockets sockets;
    private final Dns dns;
    private final Outbound outbound;
    private final List<Lane> lanes;
    private final Tokens tokens = Tokens.secure();

    private SipStack(MultiThreadIoEventLoopGroup loops, Sockets sockets, Dns dns, Outbound outbound, List<Lane> lanes) {
        this.loops = loops;
        this.sockets = sockets;
        this.dns = dns;
        this.outbound = outbound;
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
            Sockets sockets = Sockets.open(config.withTrace(Conduct.watched(config)), loops, counters);
            Conduct conduct = new Conduct(config.guard());
            Dns dns = Dns.on((EventLoop) loops.next(), config.network().nameServer());
            Outbound outbound =
                    new Outbound(sockets.transports(), reach, new Locator(dns, new SecureRandom()), Tokens.secure());
            Shard.Shared shared = new Shard.Shared(
                    config.userAgent(),
                    config.timing(),
                    outbound,
                    new Responses(config.userAgent()),
                    config.terms(),
                    new Directory());
            Inbound.Works works = new Inbound.Works(application, counters, conduct, config.privateHeaders());
            List<Lane> lanes = StreamSupport.stream(loops.spliterator(), false)
                    .map(EventLoop.class::cast)
                    .map(loop -> lane(loop, shared, config.overload(), works))
                    .toList();
            SipStack stack = new SipStack(loops, sockets, dns, outbound, lanes);
            stack.count(counters);
            sockets.start(stack.new Entrance(conduct));
            return stack;
        } catch (IOException refused) {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw refused;
        }
    }

    private static Lane lane(EventLoop loop, Shard.Shared shared, Overload overload, Inbound.Works works) {
        Shard shard = new Shard(loop, new LoopTimers(loop, System::nanoTime), shared, Tokens.secure());
        shard.transactions().outward(works.privateHeaders()::without);
        shard.transactions().onRequest(works.conduct()::asked);
        Congestion congestion = new Congestion(overload, System::nanoTime);
        return new Lane(
                loop, shard, new Inbound(shard, works, congestion), congestion, new Rounds(loop, System::nanoTime));
    }

    private void count(Counters counters) {
        counters.gauge(
                "sip.transactions", () -> sum(shard -> shard.transactions().count()));
        counters.gauge("sip.dialogs", () -> sum(Shard::dialogCount));
        counters.gauge("sip.calls", () -> sum(Shard::callCount));
        counters.gauge("sip.connections", sockets::connections);
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
        return tokens.next() + "@" + Hosts.text(sockets.address().getAddress());
    }

    /** Where the first UDP socket is bound. */
    public InetSocketAddress address() {
        return sockets.address();
    }

    /** Where this protocol is listened to first; empty if it is not. */
    public Optional<InetSocketAddress> address(Protocol protocol) {
        return sockets.at(protocol);
    }

    /**
     * Whom a request to this URI would be sent to first (RFC 3263), for those who must know it before they can offer a
     * session; empty if the URI leads nowhere. Done on an event loop of the stack's, at once for an address literal.
     */
    public CompletableFuture<Optional<InetAddress>> locate(SipUri target) {
        return outbound.first(target);
    }

    /** The answered call of ours whose dialog that is, as a REFER names it in its Refer-To (RFC 3891). */
    public Optional<Replaced> find(DialogReference reference) {
        return lanes.getFirst()
                .shard()
                .dialog(new DialogId(reference.callId(), reference.localTag(), reference.remoteTag()))
                .map(InDialog::standing)
                .filter(standing -> !standing.early())
                .map(standing -> new Replaced(standing.call(), standing.listener()));
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
        sockets.close();
        dns.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
