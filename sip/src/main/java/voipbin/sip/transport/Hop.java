package voipbin.sip.transport;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The next or the last element on a message's way: by which transport, and where.
 *
 * @param others where a request outside a dialog may go instead when nobody answers here, best first (RFC 3263, 4.3)
 */
public record Hop(Transport transport, InetSocketAddress address, List<Hop> others) {

    public Hop(Transport transport, InetSocketAddress address) {
        this(transport, address, List.of());
    }

    /** The next one to try. */
    public Optional<Hop> fallback() {
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(new Hop(
                        others.getFirst().transport(), others.getFirst().address(), others.subList(1, others.size())));
    }

    public void send(byte[] message, Consumer<String> failed) {
        transport.send(message, address, failed);
    }
}
