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

    private final short[][] ring = new short[FRAMES][Source.FRAME];

    /** Frames ever put; written by the hearing loop only. */
    private volatile long put;

    /** Frames ever taken; written by the speaking loop only. */
    private volatile long taken;

    private volatile boolean ended;

    /** Hands a frame over; one that finds no room is lost, as on a line. */
    void put(short[] pcm) {
        long at = put;
        if (at - taken < FRAMES) {
            System.arraycopy(pcm, 0, ring[(int) (at % FRAMES)], 0, Source.FRAME);
            put = at + 1;
        }
    }

    /** Fills one frame; false when nothing has come. */
    boolean take(short[] frame) {
        long at = taken;
        long waiting = put - at;
        if (waiting == 0) {
            return false;
        }
        if (waiting > MOST_WAITING) {
            at += waiting - 1;
        }
        System.arraycopy(ring[(int) (at % FRAMES)], 0, frame, 0, Source.FRAME);
        taken = at + 1;
        return true;
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
