package voipbin.media;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whom a port talks to: the signalled address until the first valid packet arrives, from then on only where that packet
 * came from (symmetric RTP, RFC 4961, as RFC 7362 §4 describes latching), until the next negotiation.
 */
final class Latch {

    private Optional<InetSocketAddress> signalled = Optional.empty();
    private @Nullable SocketAddress target;
    private @Nullable SocketAddress latched;

    /** A new negotiation: whoever sends next is the peer; the known address serves until then if it was confirmed. */
    void negotiated(Optional<InetSocketAddress> address) {
        if (!address.equals(signalled)) {
            target = address.orElse(null);
        }
        signalled = address;
        latched = null;
    }

    /** Somebody else has found out where the peer is. */
    void settle(SocketAddress peer) {
        target = peer;
        latched = peer;
    }

    /** And that it is nowhere now. */
    void unsettle() {
        target = null;
        latched = null;
    }

    boolean latched() {
        return latched != null;
    }

    /** Whether a valid packet from there is the peer's; the first one decides. */
    boolean admits(SocketAddress source) {
        if (latched == null) {
            latched = source;
            target = source;
            return true;
        }
        return source == latched || source.equals(latched);
    }

    /** Whether we send there now; does not latch. */
    boolean isTarget(SocketAddress source) {
        return source.equals(target);
    }

    /** Where to send to; null while unknown. */
    @Nullable
    SocketAddress target() {
        return target;
    }
}
