package voipbin.media;

/**
 * Counts a key once that a phone tells of in several ways at a time: as a telephone event (RFC 4733), as a sound and by
 * SIP INFO. Gateways that settle for the event where it is negotiated lose the keys of phones that negotiate it and
 * send INFO only; so here each way is believed, and what two ways say of one digit within a second of each other is one
 * key. One way's own digits are as many keys as it says, so {@code 11} stays two. Confined to the loop.
 */
final class KeyWays {

    /** How a key was heard of. */
    enum Way {
        EVENT,
        TONE,
        INFO
    }

    /** INFO may come when the key goes down, the others tell when it has come up: on top of this it may be held. */
    private static final long APART_NANOS = 1_000_000_000;

    private static final int KEPT = 16;

    private final char[] digits = new char[KEPT];
    private final int[] ways = new int[KEPT];
    private final long[] times = new long[KEPT];
    private int next;

    /** Whether this is a key of its own, rather than one that was heard of another way. */
    boolean isNew(char digit, Way way, long now, long heldNanos) {
        int known = find(digit, way, now - APART_NANOS - heldNanos);
        if (known >= 0) {
            ways[known] |= 1 << way.ordinal();
            return false;
        }
        digits[next] = digit;
        ways[next] = 1 << way.ordinal();
        times[next] = now;
        next = (next + 1) % KEPT;
        return true;
    }

    /** Whether a key that begins like this now will not be new. */
    boolean isKnown(char digit, Way way, long now) {
        return find(digit, way, now - APART_NANOS) >= 0;
    }

    /** The oldest since then that this way has not told of; -1 if there is none. */
    private int find(char digit, Way way, long since) {
        for (int i = 0; i < KEPT; i++) {
            int at = (next + i) % KEPT;
            if (digits[at] == digit && (ways[at] & 1 << way.ordinal()) == 0 && times[at] - since >= 0) {
                return at;
            }
        }
        return -1;
    }
}
