package voipbin.sip;

import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import voipbin.base.Counters;
import voipbin.sip.transport.Listener;
import voipbin.sip.transport.Protocol;
import voipbin.sip.transport.Receiver;
import voipbin.sip.transport.StreamTransport;
import voipbin.sip.transport.StreamWorks;
import voipbin.sip.transport.Transport;
import voipbin.sip.transport.UdpTransport;

/** All sockets of a stack. */
final class Sockets {

    private final UdpTransport first;
    private final List<Transport> all = new ArrayList<>();
    private final StreamWorks works;

    private Sockets(SipConfig config, EventLoopGroup loops, Counters counters) throws IOException {
        Network network = config.network();
        works = new StreamWorks(
                loops,
                new UdpTransport.Watch(config.trace(), InstantSource.system()),
                network.limits(),
                network.certificates(),
                network.origins(),
                network.flows(),
                counters);
        first = UdpTransport.open(config.listen(), loops, works.watch());
        all.add(first);
        try {
            for (Listener listener : network.listeners()) {
                all.add(open(listener));
            }
            callOnly(Protocol.TCP);
            if (works.certificates().isPresent()) {
                callOnly(Protocol.TLS);
            }
        } catch (IOException taken) {
            close();
            throw taken;
        }
        all.sort(Comparator.comparing(
                transport -> Protocol.named(transport.name()).orElseThrow()));
    }

    /** @throws BindException naming protocol, address and port */
    static Sockets open(SipConfig config, EventLoopGroup loops, Counters counters) throws IOException {
        return new Sockets(config, loops, counters);
    }

    private Transport open(Listener listener) throws IOException {
        Protocol protocol = listener.protocol();
        if (protocol.secure() && works.certificates().isEmpty()) {
            throw new BindException("Cannot listen on " + protocol + " without a certificate");
        }
        if (protocol == Protocol.UDP) {
            return UdpTransport.open(listener.address(), works.loops(), works.watch());
        }
        if (protocol == Protocol.TCP && listener.address().getPort() == 0) {
            return besideUdp(listener.address());
        }
        return StreamTransport.listening(protocol, listener.address(), works);
    }

    /** UDP and TCP are expected at the same number; any will do when that is taken. */
    private Transport besideUdp(InetSocketAddress wish) throws IOException {
        try {
            InetSocketAddress same =
                    new InetSocketAddress(wish.getAddress(), first.address().getPort());
            return StreamTransport.listening(Protocol.TCP, same, works);
        } catch (BindException taken) {
            return StreamTransport.listening(Protocol.TCP, wish, works);
        }
    }

    /** Where nobody listens, connections can still be opened. */
    private void callOnly(Protocol protocol) throws IOException {
        if (at(protocol).isEmpty()) {
            all.add(StreamTransport.calling(protocol, first.address(), works));
        }
    }

    void start(Receiver receiver) {
        for (Transport transport : all) {
            switch (transport) {
                case UdpTransport udp -> udp.start(receiver);
                case StreamTransport stream -> stream.start(receiver);
                default -> throw new IllegalStateException("no socket of ours: " + transport.name());
            }
        }
    }

    InetSocketAddress address() {
        return first.address();
    }

    Optional<InetSocketAddress> at(Protocol protocol) {
        return all.stream()
                .filter(transport -> transport.name().equals(protocol.name()))
                .filter(transport -> !(transport instanceof StreamTransport stream) || stream.isListening())
                .map(Transport::address)
                .findFirst();
    }

    Transports transports() {
        return new Transports(List.copyOf(all));
    }

    /** How many connections there are. */
    long connections() {
        return all.stream()
                .mapToLong(transport -> transport instanceof StreamTransport stream ? stream.count() : 0)
                .sum();
    }

    void close() {
        all.forEach(Transport::close);
    }
}
