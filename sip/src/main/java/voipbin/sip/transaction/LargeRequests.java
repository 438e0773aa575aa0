package voipbin.sip.transaction;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import voipbin.base.Timers;
import voipbin.sip.transport.Hop;

/**
 * Which requests leave UDP because they are too large for a datagram that is not fragmented (RFC 3261, 18.1.1), and who
 * has shown that they do not take them otherwise. Lives on one shard: not thread-safe.
 */
final class LargeRequests {

    /** The largest request over UDP when the path's MTU is not known. */
    static final int MOST = 1_300;

    /** A peer that drops connection attempts would else delay each call by as long as we wait for it. */
    private static final Duration MEMORY = Duration.ofMinutes(10);

    private static final int MOST_REMEMBERED = 1_000;

    private final Timers timers;
    private final Set<InetSocketAddress> deaf = new HashSet<>();

    LargeRequests(Timers timers) {
        this.timers = timers;
    }

    /** Where a request of this size goes instead; empty if it may go over what it was meant to. */
    Optional<Hop> way(Hop hop, int octets) {
        return octets <= MOST || deaf.contains(hop.address()) ? Optional.empty() : hop.forLarge();
    }

    /** Nobody took one there. */
    void refused(Hop stream) {
        InetSocketAddress address = stream.address();
        if (deaf.size() < MOST_REMEMBERED && deaf.add(address)) {
            timers.after(MEMORY, () -> deaf.remove(address));
        }
    }
}
