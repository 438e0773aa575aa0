package voipbin.media;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whom a port talks to: the signalled address until the first valid packet arrives, from then on only where that packet
 * came from (symmetric RTP, RFC 4961, as RFC 7362 §4 describes latching), until the next negotiation. Two may take over
 * from who was latched first: the signalled address itself, which a guesser cannot send from, and the same stream (its
 * SSRC) from elsewhere once the old address has been silent, as when a NAT has forgotten its binding.
 */
final class Latch {

    /** Nobody can guess an SSRC within that time without being counted by the thousand. */
    private static final long SILENCE = 2_000_000_000L;

    private Optional<InetSocketAddress> signalled = Optional.empty();
    private @Nullable SocketAddress target;
    private @Nullable SocketAddress latched;
    private int stream;
    private long heard;

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

    /** Whether a valid packet of this stream from there is the peer's; the first one decides. */
    boolean admits(SocketAddress source, int ssrc, long now) {
        SocketAddress peer = latched;
        boolean same = peer != null && (source == peer || source.equals(peer));
        if (!same && peer != null && !takesOver(source, ssrc, now)) {
            return false;
        }
        if (!same) {
            latched = source;
            target = source;
        }
        stream = ssrc;
        heard = now;
        return true;
    }

    private boolean takesOver(SocketAddress source, int ssrc, long now) {
        boolean isSignalled = signalled.isPresent() && source.equals(signalled.get());
        return isSignalled || ssrc == stream && now - heard > SILENCE;
    }

    /** The same for RTCP, which has no stream to go by: the first one decides, or the signalled address. */
    boolean admits(SocketAddress source) {
        return admits(source, 0, heard);
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
