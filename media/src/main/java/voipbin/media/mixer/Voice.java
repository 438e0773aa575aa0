package voipbin.media.mixer;

import org.jspecify.annotations.Nullable;

/**
 * A member as the mixer knows it: what it says in this frame, and whether it speaks. Speech begins at about −55 dB
 * below full scale and ends when there was less than half of that for 300 ms. Confined to the mixer's thread.
 */
public final class Voice {

    /** Mean of the magnitudes of the samples. */
    static final int LOUD = 60;

    private static final int QUIET = LOUD / 2;

    /** Frames of quiet that a speaker may have between two words. */
    private static final int HOLD = 15;

    private static final int SMOOTH = 4;

    /** A copy: to keep another's array is, in each frame of each member, work for the collector. */
    private short[] frame = new short[Band.NARROW.samples()];

    private int samples;
    private int level;
    private int hold;
    private boolean muted;
    private boolean spoke;

    Voice() {}

    /** What it says now; {@code null} for nothing. Returns whether it began or ceased to speak since the last time. */
    boolean hears(short @Nullable [] pcm, int count) {
        samples = pcm == null ? 0 : count;
        if (pcm != null) {
            if (frame.length < count) {
                frame = new short[count];
            }
            System.arraycopy(pcm, 0, frame, 0, count);
        }
        int now = pcm == null || muted ? 0 : magnitude(pcm, count);
        // Up at once, down slowly: a word's end is not the end of speech.
        level = now > level ? now : level - (level - now) / SMOOTH;
        if (now >= LOUD || hold > 0 && now >= QUIET) {
            hold = HOLD;
        } else if (hold > 0) {
            hold--;
        }
        boolean before = spoke;
        spoke = speaks();
        return spoke != before;
    }

    /** What it says in this frame. */
    short[] frame() {
        return frame;
    }

    /** How many samples of that, 0 if it says nothing. */
    int samples() {
        return samples;
    }

    private static int magnitude(short[] pcm, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Math.abs(pcm[i]);
        }
        return sum / count;
    }

    /** Whether it is to be heard by nobody. */
    void mute(boolean wanted) {
        muted = wanted;
    }

    boolean muted() {
        return muted;
    }

    /** Whether it speaks, pauses between words included. */
    public boolean speaks() {
        return hold > 0 && !muted;
    }

    /** How loud it was of late: the mean magnitude of its samples. */
    int level() {
        return level;
    }
}
