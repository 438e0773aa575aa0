package voipbin.sip.transport;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The next or the last element on a message's way: by which transport, and where.
 *
 * @param others where a request outside a dialog may go instead when nobody answers here, best first (RFC 3263, 4.3)
 * @param stream what carries requests there that are too large for a datagram; empty for peers that only the way they
 *     came by leads to
 */
public record Hop(Transport transport, InetSocketAddress address, List<Hop> others, Optional<Transport> stream) {

    public Hop(Transport transport, InetSocketAddress address) {
        this(transport, address, List.of(), Optional.empty());
    }

    /** The same with others to try. */
    public Hop with(List<Hop> alternatives) {
        return new Hop(transport, address, alternatives, stream);
    }

    /** The next one to try. */
    public Optional<Hop> fallback() {
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(others.getFirst().with(others.subList(1, others.size())));
    }

    /** The same place by what carries large requests, if there is such a way. */
    public Optional<Hop> forLarge() {
        return stream.map(reliable -> new Hop(reliable, address, others, Optional.empty()));
    }

    public void send(byte[] message, Consumer<String> failed) {
        transport.send(message, address, failed);
    }
}
