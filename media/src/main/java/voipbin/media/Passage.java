package voipbin.media;

/**
 * One way of a bridge: what one leg hears, on its way to the other. A ring of frames between the loop that hears, which
 * puts, and the loop that speaks, which takes; they may be the same. Neither waits, neither allocates.
 */
final class Passage {

    /** Room for a loop that comes late by as many ticks. */
    private static final int FRAMES = 8;

    /** What may wait before the oldest is thrown away: two clocks that differ must not become a delay. */
    private static final int MOST_WAITING = 3;

    /** 20 ms at 16 kHz. */
    private static final int WIDEST = 320;

    private final short[][] ring = new short[FRAMES][WIDEST];
    private final int[] samples = new int[FRAMES];

    /** Frames ever put; written by the hearing loop only. */
    private volatile long put;

    /** Frames ever taken; written by the speaking loop only. */
    private volatile long taken;

    private volatile boolean ended;

    /** Hands 20 ms over, at whatever rate; a frame that finds no room is lost, as on a line. */
    void put(short[] pcm, int count) {
        long at = put;
        if (at - taken < FRAMES) {
            System.arraycopy(pcm, 0, ring[(int) (at % FRAMES)], 0, count);
            samples[(int) (at % FRAMES)] = count;
            put = at + 1;
        }
    }

    /** Fills one frame and says how many samples it has; 0 when nothing has come. */
    int take(short[] frame) {
        long at = taken;
        long waiting = put - at;
        if (waiting == 0) {
            return 0;
        }
        if (waiting > MOST_WAITING) {
            at += waiting - 1;
        }
        int count = samples[(int) (at % FRAMES)];
        System.arraycopy(ring[(int) (at % FRAMES)], 0, frame, 0, count);
        taken = at + 1;
        return count;
    }

    /** Throws away what waits, while the speaking leg says something else. */
    void skip() {
        taken = put;
    }

    /** One of the two legs has left. */
    void end() {
        ended = true;
    }

    boolean hasEnded() {
        return ended;
    }
}
