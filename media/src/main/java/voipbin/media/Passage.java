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
    public int take(short[] frame) {
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
