package voipbin.media.srtp;

/** Which of the last 64 packets have come already (RFC 3711 §3.3.2). */
final class ReplayWindow {

    private static final int SIZE = 64;

    private boolean begun;
    private long highest;
    private long seen;

    /** Whether a packet of this index is new; it is not noted yet. */
    boolean isNew(long index) {
        if (!begun || index > highest) {
            return true;
        }
        long age = highest - index;
        return age < SIZE && (seen >>> age & 1) == 0;
    }

    /** Notes an authentic packet. */
    void note(long index) {
        if (!begun || index > highest) {
            long ahead = begun ? index - highest : SIZE;
            seen = ahead >= SIZE ? 1 : seen << ahead | 1;
            highest = index;
            begun = true;
        } else {
            seen |= 1L << highest - index;
        }
    }

    boolean begun() {
        return begun;
    }

    /** The highest index so far. */
    long highest() {
        return highest;
    }
}
