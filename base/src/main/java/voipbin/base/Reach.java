package voipbin.base;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * By which address a peer reaches us: what belongs into Contact, Via and SDP towards that peer. On a machine with
 * several networks that is the address of the interface towards the peer; for a peer beyond our NAT it is the
 * configured public address.
 */
public final class Reach {

    /** How long an answer of the routing table is believed: a laptop changes its network now and then. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    private static final int MOST_REMEMBERED = 10_000;

    private record Route(InetAddress local, long untilNanos) {}

    private final InetAddress bound;
    private final Optional<InetAddress> publicAddress;
    private final ConcurrentMap<InetAddress, Route> routes = new ConcurrentHashMap<>();

    /**
     * @param bound the address that our sockets are bound to; the wildcard address when they listen everywhere
     * @param publicAddress how the world beyond our NAT names us
     */
    public Reach(InetAddress bound, Optional<InetAddress> publicAddress) {
        this.bound = bound;
        this.publicAddress = publicAddress;
    }

    /** Our address as {@code peer} sees it. */
    public InetAddress towards(InetAddress peer) {
        if (publicAddress.isPresent() && isBeyondNat(peer)) {
            return publicAddress.get();
        }
        return bound.isAnyLocalAddress() ? remembered(peer) : bound;
    }

    /** Each message to a peer asks; a socket for each would cost more than the message. */
    private InetAddress remembered(InetAddress peer) {
        long now = System.nanoTime();
        Route known = routes.get(peer);
        if (known != null && now - known.untilNanos() < 0) {
            return known.local();
        }
        if (routes.size() >= MOST_REMEMBERED) {
            routes.clear();
        }
        InetAddress local = routed(peer);
        routes.put(peer, new Route(local, now + FRESH.toNanos()));
        return local;
    }

    private static boolean isBeyondNat(InetAddress peer) {
        boolean uniqueLocal = peer.getAddress().length == 16 && (peer.getAddress()[0] & 0xfe) == 0xfc;
        return !(peer.isLoopbackAddress() || peer.isSiteLocalAddress() || peer.isLinkLocalAddress() || uniqueLocal);
    }

    /** Asks the system's routing table: a connected datagram socket has the source address, and sends nothing. */
    private static InetAddress routed(InetAddress peer) {
        try (DatagramSocket probe = new DatagramSocket()) {
            probe.connect(new InetSocketAddress(peer, 9));
            InetAddress local = probe.getLocalAddress();
            return local.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : local;
        } catch (IOException | java.io.UncheckedIOException unreachable) {
            return InetAddress.getLoopbackAddress();
        }
    }
}
