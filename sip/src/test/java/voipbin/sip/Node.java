package voipbin.sip;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import voipbin.base.Counters;
import voipbin.base.ManualTime;
import voipbin.base.Reach;
import voipbin.sip.locate.Locator;
import voipbin.sip.message.Message;
import voipbin.sip.message.MessageParser;
import voipbin.sip.message.Parsed;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;
import voipbin.sip.transaction.SipTiming;
import voipbin.sip.transport.Hop;
import voipbin.sip.transport.Transport;

/**
 * One shard on a wire of the test's own, in the test's own time. What it sends is kept and, where another node has that
 * address, delivered 5 ms later unless the wire loses it.
 */
final class Node implements Transport {

    private static final Duration LATENCY = Duration.ofMillis(5);

    final Counters counters = new Counters();
    final List<Message> sent = new ArrayList<>();
    final Shard shard;
    private final ManualTime time;
    private final InetSocketAddress address;
    private final Inbound inbound;
    private final Map<InetSocketAddress, Node> others = new HashMap<>();
    private IntPredicate loses = _ -> false;
    private int datagrams;
    private Optional<InetSocketAddress> lastDestination = Optional.empty();

    Node(ManualTime time, String host, SipApplication application) {
        this(time, host, application, CallTerms.STANDARD);
    }

    Node(ManualTime time, String host, SipApplication application, CallTerms terms) {
        this.time = time;
        this.address = new InetSocketAddress(host, 5060);
        Tokens tokens = new Tokens(new Random(host.hashCode()));
        // address literals only: here is no DNS
        Outbound outbound = new Outbound(
                Transports.of(this),
                new Reach(address.getAddress(), Optional.empty()),
                new Locator(new NoNames(), new Random(1)),
                tokens);
        Shard.Shared shared =
                new Shard.Shared("test", SipTiming.STANDARD, outbound, new Responses("test"), terms, new Directory());
        this.shard = new Shard(task -> time.after(Duration.ZERO, task), time, shared, tokens);
        this.inbound = new Inbound(
                shard,
                new Inbound.Works(application, counters, new Conduct(java.util.Optional.empty()), PrivateHeaders.NONE));
    }

    /** Both ways; {@code loses} is asked with the number of each datagram that this node sends, from 1. */
    void connect(Node other, IntPredicate lost) {
        others.put(other.address, other);
        other.others.put(address, this);
        loses = lost;
        other.loses = lost;
    }

    UacCall call(CallRequest request, CallListener listener) {
        UacCall call = new UacCall(shard, request, listener, shard.tokens().next());
        call.begin();
        return call;
    }

    /** Takes a datagram from a peer that is no node. */
    void receive(String text, String from) {
        byte[] octets = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        inbound.receive(octets, new Hop(this, new InetSocketAddress(from, 5060)));
    }

    /** The responses, or requests, sent since the last asking, as start lines. */
    List<String> takeSent() {
        List<String> lines = sent.stream()
                .map(message -> switch (message) {
                    case Request request -> request.method().name();
                    case Response response ->
                        response.status() + " " + response.cseq().method();
                })
                .toList();
        sent.clear();
        return lines;
    }

    Request lastRequest() {
        return sent.reversed().stream()
                .filter(Request.class::isInstance)
                .map(Request.class::cast)
                .findFirst()
                .orElseThrow();
    }

    Optional<InetSocketAddress> lastDestination() {
        return lastDestination;
    }

    Response lastResponse() {
        return sent.reversed().stream()
                .filter(Response.class::isInstance)
                .map(Response.class::cast)
                .findFirst()
                .orElseThrow();
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
        if (!(MessageParser.parse(message) instanceof Parsed.Good(Message good))) {
            throw new AssertionError("sent what cannot be read: " + new String(message, StandardCharsets.UTF_8));
        }
        sent.add(good);
        lastDestination = Optional.of(to);
        datagrams++;
        Node other = others.get(to);
        if (other != null && !loses.test(datagrams)) {
            Hop source = new Hop(other, address);
            time.after(LATENCY, () -> other.inbound.receive(message, source));
        }
    }

    @Override
    public void close() {}
}
