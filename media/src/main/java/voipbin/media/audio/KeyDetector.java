package voipbin.media.audio;

/**
 * Finds the keys of a telephone in sound (ITU-T Q.23, Q.24): both tones strong, alone in their groups, of like level
 * and far above everything else, for 40 ms at least; a key ends when it has been gone for 40 ms. At 8000 Hz. Not safe
 * for several threads; allocates nothing.
 */
public final class KeyDetector {

    /** Hears each key once, when it ends. */
    @FunctionalInterface
    public interface Listener {

        /** @param samples about how long it lasted */
        void key(char digit, int samples);
    }

    /** 13 ms: short enough to lie in a tone of 40 ms three times. */
    private static final int BLOCK = 102;

    private static final int BLOCKS_TO_BEGIN = 2;
    private static final int BLOCKS_TO_END = 3;

    private static final double[] ROWS = {697, 770, 852, 941};
    private static final double[] COLUMNS = {1209, 1336, 1477, 1633};
    private static final String KEYS = "123A456B789C*0#D";
    private static final int NONE = -1;

    /** −35 dB of full scale for each tone. */
    private static final double FAINTEST = 0.018;

    /** A tone that much stronger than the next in its group: 8 dB. */
    private static final double ALONE = 2.5;

    /** Q.24: the higher may be 4 dB stronger and 8 dB weaker; as peers go, a little more is allowed. */
    private static final double HIGHER_STRONGER = 2.0;

    private static final double LOWER_STRONGER = 3.2;

    /** Of the block's power, what the two tones have at least. */
    private static final double SHARE = 0.7;

    private final short[] block = new short[BLOCK];
    private int filled;
    private int candidate = NONE;
    private int alike;
    private int key = NONE;
    private int held;
    private int missing;

    /** Takes the next samples. */
    public void hear(short[] pcm, int count, Listener listener) {
        for (int i = 0; i < count; i++) {
            block[filled++] = pcm[i];
            if (filled == BLOCK) {
                filled = 0;
                decide(keyOf(), listener);
            }
        }
    }

    private void decide(int now, Listener listener) {
        alike = now == candidate ? alike + 1 : 1;
        candidate = now;
        if (key != NONE) {
            held++;
            missing = now == key ? 0 : missing + 1;
            if (missing == BLOCKS_TO_END || now != NONE && now != key && alike == BLOCKS_TO_BEGIN) {
                listener.key(KEYS.charAt(key), (held - missing) * BLOCK);
                key = NONE;
            }
        }
        if (key == NONE && now != NONE && alike >= BLOCKS_TO_BEGIN) {
            key = now;
            held = alike;
            missing = 0;
        }
    }

    private int keyOf() {
        int row = strongest(ROWS);
        int column = row == NONE ? NONE : strongest(COLUMNS);
        if (column == NONE) {
            return NONE;
        }
        double low = amplitude(ROWS[row]);
        double high = amplitude(COLUMNS[column]);
        boolean like = high < low * HIGHER_STRONGER && low < high * LOWER_STRONGER;
        return like && (low * low + high * high) / 2 > SHARE * power() ? 4 * row + column : NONE;
    }

    /** The tone that stands out in its group. */
    private int strongest(double[] group) {
        int best = NONE;
        double most = FAINTEST;
        double next = 0;
        for (int i = 0; i < group.length; i++) {
            double amplitude = amplitude(group[i]);
            if (amplitude > most) {
                next = best == NONE ? next : most;
                most = amplitude;
                best = i;
            } else {
                next = Math.max(next, amplitude);
            }
        }
        return best != NONE && most > ALONE * next ? best : NONE;
    }

    private double amplitude(double hertz) {
        return Goertzel.amplitude(block, 0, BLOCK, hertz);
    }

    private double power() {
        double sum = 0;
        for (short sample : block) {
            sum += (double) sample * sample;
        }
        return sum / BLOCK / Short.MAX_VALUE / Short.MAX_VALUE;
    }
}
