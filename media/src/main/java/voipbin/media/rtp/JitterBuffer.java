package voipbin.media.rtp;

import java.util.Arrays;

/**
 * Puts what arrives in bursts, twice, late or not at all back onto an even time line: a ring of samples addressed by
 * RTP timestamp and read a fixed delay behind the first packet. What is missing reads as silence, so what is heard
 * keeps the real time. Any packet length works. Not safe for several threads; allocates nothing after its making.
 */
public final class JitterBuffer {

    /** Samples from the arrival of the first packet to its playing: 60 ms. */
    static final int DELAY = 480;

    private static final int SIZE = 4096;

    /** After so many late packets on end the time line is wrong, not the packets. */
    private static final int TOO_MANY_LATE = 10;

    /** Packets over which the least distance to the reading point is looked at: about 5 s. */
    private static final int WINDOW = 256;

    /** 40 ms more than the delay, all through a window: the peer's clock is faster, skip 20 ms. */
    private static final int TOO_FAR_AHEAD = DELAY + 320;

    private static final int SKIP = 160;

    private final short[] ring = new short[SIZE];
    private boolean begun;
    private int next;
    private int lateInARow;
    private int leastAhead = Integer.MAX_VALUE;
    private int window;
    private long late;

    /** Takes samples whose first one has this timestamp. */
    public void put(int timestamp, short[] pcm, int count) {
        int ahead = timestamp - next;
        if (!begun || ahead > SIZE - count || ahead < -SIZE) {
            anchor(timestamp);
        } else if (ahead < 0) {
            late++;
            if (++lateInARow < TOO_MANY_LATE) {
                return;
            }
            anchor(timestamp);
        }
        lateInARow = 0;
        for (int i = 0; i < count; i++) {
            ring[timestamp + i & SIZE - 1] = pcm[i];
        }
        followClock(timestamp - next);
    }

    private void anchor(int timestamp) {
        begun = true;
        Arrays.fill(ring, (short) 0);
        next = timestamp - DELAY;
        leastAhead = Integer.MAX_VALUE;
        window = 0;
    }

    private void followClock(int ahead) {
        leastAhead = Math.min(leastAhead, ahead);
        if (++window < WINDOW) {
            return;
        }
        if (leastAhead > TOO_FAR_AHEAD) {
            clear(SKIP);
        }
        leastAhead = Integer.MAX_VALUE;
        window = 0;
    }

    private void clear(int count) {
        for (int i = 0; i < count; i++) {
            ring[next + i & SIZE - 1] = 0;
        }
        next += count;
    }

    /** Reads the next {@code count} samples of the time line; false before the first packet. */
    public boolean read(short[] pcm, int count) {
        if (!begun) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            pcm[i] = ring[next + i & SIZE - 1];
        }
        clear(count);
        return true;
    }

    /** Begins a new time line with the next packet, as a new source does. */
    public void reset() {
        begun = false;
    }

    /** Packets that came too late. */
    public long late() {
        return late;
    }
}
