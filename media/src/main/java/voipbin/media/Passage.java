package voipbin.media;

/**
 * One way of a bridge: what one leg hears, on its way to the other. A ring of frames between the loop that hears, which
 * puts, and the loop that speaks, which takes; they may be the same. Neither waits, neither allocates.
 */
final class Passage implements Inlet, Outlet {

    /** Room for a loop that comes late by as many ticks. */
    private static final int FRAMES = 8;

    /** What may wait before the oldest is thrown away: two clocks that differ must not become a delay. */
    private static final int MOST_WAITING = 3;

    private final short[][] ring = new short[FRAMES][0];
    private final int[] samples = new int[FRAMES];

    /** Frames ever put; written by the hearing loop only. */
    private volatile long put;

    /** Frames ever taken; written by the speaking loop only. */
    private volatile long taken;

    private volatile boolean ended;

    /** A frame that finds no room is lost, as on a line. */
    @Override
    public void put(short[] pcm, int count) {
        long at = put;
        if (at - taken < FRAMES) {
            int row = (int) (at % FRAMES);
            if (ring[row].length < count) {
                ring[row] = new short[count];
            }
            System.arraycopy(pcm, 0, ring[row], 0, count);
            samples[(int) (at % FRAMES)] = count;
            put = at + 1;
        }
    }

    @Override
    public int take(short[] frame, int rate) {
        return take(frame);
    }

    /** Fills one frame at the rate at which it was put. */
    int take(short[] frame) {
        if (!next()) {
            return 0;
        }
        int count = frameSamples();
        System.arraycopy(frame(), 0, frame, 0, count);
        drop();
        return count;
    }

    /** Whether a frame waits; it is then {@link #frame}, until {@link #drop}. */
    boolean next() {
        long waiting = put - taken;
        if (waiting > MOST_WAITING) {
            taken += waiting - 1;
        }
        return waiting > 0;
    }

    short[] frame() {
        return ring[(int) (taken % FRAMES)];
    }

    int frameSamples() {
        return samples[(int) (taken % FRAMES)];
    }

    void drop() {
        taken = taken + 1;
    }

    @Override
    public void skip() {
        taken = put;
    }

    /** One of the two legs has left. */
    @Override
    public void end() {
        ended = true;
    }

    @Override
    public boolean hasEnded() {
        return ended;
    }
}
