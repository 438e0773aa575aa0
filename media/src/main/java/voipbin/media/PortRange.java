package voipbin.media;

import java.util.OptionalInt;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The pairs of ports of a range: an even one for RTP and the odd one above for RTCP (RFC 3550 §11). A released pair is
 * taken again last, so that late packets of an old call do not meet a new one. Safe for all threads.
 */
final class PortRange {

    private final ConcurrentLinkedQueue<Integer> free = new ConcurrentLinkedQueue<>();
    private final int pairs;

    PortRange(int first, int last) {
        int even = first + (first & 1);
        for (int port = even; port + 1 <= last; port += 2) {
            free.add(port);
        }
        pairs = free.size();
    }

    /** The even port of a free pair. */
    OptionalInt take() {
        Integer port = free.poll();
        return port == null ? OptionalInt.empty() : OptionalInt.of(port);
    }

    void release(int port) {
        free.add(port);
    }

    /** How many pairs there are, free or taken. */
    int pairs() {
        return pairs;
    }
}
