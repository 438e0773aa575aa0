package voipbin.media;

import java.util.Arrays;

/**
 * Lets sound through or not. A change takes one frame, in which the sound swells or fades, since a sudden step would be
 * heard as a click. Confined to the loop.
 */
final class Gate {

    private boolean open = true;
    private boolean before = true;

    /** From the next frame on. */
    void open(boolean wanted) {
        open = wanted;
    }

    /** Changes the next {@code count} samples as they must be heard. */
    void pass(short[] pcm, int count) {
        if (open != before) {
            ramp(pcm, count);
            before = open;
        } else if (!open) {
            Arrays.fill(pcm, 0, count, (short) 0);
        }
    }

    private void ramp(short[] pcm, int count) {
        for (int i = 0; i < count; i++) {
            pcm[i] = (short) (pcm[i] * (open ? i : count - 1 - i) / count);
        }
    }

    /** Whether sound goes through unchanged, the next frame included. */
    boolean isWide() {
        return open && before;
    }

    boolean isOpen() {
        return open;
    }
}
