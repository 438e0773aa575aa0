package voipbin.media;

/**
 * Joins two sounds that do not fit: for 5 ms the last sample of the one before fades while the new one swells, so that
 * no click is heard. Confined to the loop.
 */
final class Seam {

    /** A quarter of a frame. */
    private static final int PART = 4;

    private int last;
    private boolean wanted;

    /** The next frame does not continue the one before. */
    void cut() {
        wanted = true;
    }

    /** Sees each frame that goes out. */
    void pass(short[] pcm, int count) {
        if (wanted) {
            join(pcm, count / PART);
            wanted = false;
        }
        last = pcm[count - 1];
    }

    private void join(short[] pcm, int length) {
        for (int i = 0; i < length; i++) {
            pcm[i] = (short) ((last * (length - i) + pcm[i] * i) / length);
        }
    }
}
