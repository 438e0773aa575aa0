package voipbin.sip;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import voipbin.sip.transport.Protocol;
import voipbin.sip.transport.Transport;

/** The transports of a stack, the preferred ones first. */
record Transports(List<Transport> all) {

    static Transports of(Transport only) {
        return new Transports(List.of(only));
    }

    /** Which protocols there are, in the order of preference. */
    List<Protocol> protocols() {
        return all.stream()
                .flatMap(transport -> Protocol.named(transport.name()).stream())
                .distinct()
                .toList();
    }

    /** One of this protocol that reaches such an address. */
    Optional<Transport> towards(Protocol protocol, InetAddress address) {
        List<Transport> fitting =
                all.stream().filter(one -> one.name().equals(protocol.name())).toList();
        return fitting.stream()
                .filter(one -> reaches(one, address))
                .findFirst()
                .or(() -> fitting.stream().findFirst());
    }

    /** One of these protocols with a connection that stands to this address. */
    Optional<Transport> connected(List<Protocol> protocols, InetSocketAddress to) {
        return all.stream()
                .filter(one ->
                        Protocol.named(one.name()).filter(protocols::contains).isPresent())
                .filter(one -> one.flow(to).isPresent())
                .findFirst();
    }

    private static boolean reaches(Transport transport, InetAddress address) {
        InetAddress bound = transport.address().getAddress();
        return bound.isAnyLocalAddress() || bound instanceof Inet6Address == address instanceof Inet6Address;
    }
}
