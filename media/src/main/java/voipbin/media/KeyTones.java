package voipbin.media;

/** The two sines of each key of a telephone (ITU-T Q.23). */
public final class KeyTones {

    private static final String KEYS = "123A456B789C*0#D";
    private static final double[] ROWS = {697, 770, 852, 941};
    private static final double[] COLUMNS = {1209, 1336, 1477, 1633};
    private static final double AMPLITUDE = 0.25 * Short.MAX_VALUE;
    private static final double RATE = 8000;

    private KeyTones() {}

    /** The lower frequency in Hz of a key out of {@code 0-9 * # A-D}. */
    public static double row(char digit) {
        return ROWS[key(digit) / 4];
    }

    /** The higher frequency in Hz. */
    public static double column(char digit) {
        return COLUMNS[key(digit) % 4];
    }

    private static int key(char digit) {
        int key = KEYS.indexOf(digit);
        if (key < 0) {
            throw new IllegalArgumentException("not a key of a telephone: " + digit);
        }
        return key;
    }

    /** Writes {@code count} samples of the key's sound, from the sample {@code first} of it on. */
    public static void fill(short[] pcm, int count, char digit, int first) {
        double low = 2 * Math.PI * row(digit) / RATE;
        double high = 2 * Math.PI * column(digit) / RATE;
        for (int i = 0; i < count; i++) {
            int at = first + i;
            pcm[i] = (short) (AMPLITUDE * (Math.sin(low * at) + Math.sin(high * at)));
        }
    }
}
