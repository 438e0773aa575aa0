package voipbin.sip;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import voipbin.sip.transport.Certificates;
import voipbin.sip.transport.Flows;
import voipbin.sip.transport.Listener;
import voipbin.sip.transport.Protocol;
import voipbin.sip.transport.StreamLimits;

/**
 * How a stack meets the network, its first UDP socket aside.
 *
 * @param listeners further ones, of any protocol; TLS and WSS need certificates
 * @param certificates ours and whom we believe; without them we neither offer nor open TLS
 * @param limits of connections
 * @param origins of web pages that may connect by WebSocket; none means all
 * @param nameServer asked for NAPTR, SRV and addresses; empty for those of the system
 * @param flows learns which connections stand
 */
public record Network(
        List<Listener> listeners,
        Optional<Certificates> certificates,
        StreamLimits limits,
        Set<String> origins,
        Optional<InetSocketAddress> nameServer,
        Flows flows) {

    /** No further listeners, no TLS; connections over TCP are opened when a URI asks for them. */
    public static Network standard() {
        return new Network(List.of(), Optional.empty(), StreamLimits.STANDARD, Set.of(), Optional.empty(), new Flows());
    }

    public Network with(Protocol protocol, InetSocketAddress address) {
        return with(java.util.stream.Stream.concat(
                        listeners.stream(), java.util.stream.Stream.of(new Listener(protocol, address)))
                .toList());
    }

    public Network with(List<Listener> all) {
        return new Network(all, certificates, limits, origins, nameServer, flows);
    }

    public Network with(Certificates ours) {
        return new Network(listeners, Optional.of(ours), limits, origins, nameServer, flows);
    }

    public Network with(StreamLimits figures) {
        return new Network(listeners, certificates, figures, origins, nameServer, flows);
    }

    public Network with(Flows learner) {
        return new Network(listeners, certificates, limits, origins, nameServer, learner);
    }

    public Network withOrigins(Set<String> allowed) {
        return new Network(listeners, certificates, limits, allowed, nameServer, flows);
    }

    public Network withNameServer(InetSocketAddress server) {
        return new Network(listeners, certificates, limits, origins, Optional.of(server), flows);
    }
}
