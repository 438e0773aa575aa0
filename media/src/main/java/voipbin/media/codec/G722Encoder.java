package voipbin.media.codec;

/** The encoder of ITU-T G.722, 64 kbit/s: two samples at 16 kHz make a byte, 20 ms make 160. */
final class G722Encoder implements Encoder {

    private static final int FRAME = 320;
    private static final int TAPS = 24;

    private final G722Band lower = G722Band.lower();
    private final G722Band higher = G722Band.higher();
    private final int[] line = new int[TAPS + FRAME];

    @Override
    public int rate() {
        return 16_000;
    }

    @Override
    public int encode(short[] pcm, byte[] payload) {
        System.arraycopy(line, FRAME, line, 0, TAPS);
        for (int i = 0; i < FRAME; i++) {
            line[TAPS + i] = pcm[i];
        }
        for (int i = 0; i < FRAME / 2; i++) {
            payload[i] = code(2 * i + 2);
        }
        return FRAME / 2;
    }

    /** Splits the 24 samples from there on into the two bands (§3.1) and codes both. */
    private byte code(int from) {
        int even = 0;
        int odd = 0;
        for (int i = 0; i < TAPS / 2; i++) {
            even += line[from + 2 * i] * G722Tables.MIRROR[i];
            odd += line[from + 2 * i + 1] * G722Tables.MIRROR[TAPS / 2 - 1 - i];
        }
        int low = lower(odd + even >> 14);
        return (byte) (higher(odd - even >> 14) << 6 | low);
    }

    private int lower(int sample) {
        int difference = G722Band.saturated(sample - lower.prediction());
        int magnitude = difference < 0 ? ~difference : difference;
        int interval = 1;
        while (interval < 30 && magnitude >= G722Tables.DECISIONS[interval] * lower.step() >> 12) {
            interval++;
        }
        int code = difference < 0 ? G722Tables.NEGATIVE[interval] : 62 - interval;
        G722Tables.adaptLower(lower, code);
        return code;
    }

    private int higher(int sample) {
        int difference = G722Band.saturated(sample - higher.prediction());
        int magnitude = difference < 0 ? ~difference : difference;
        boolean far = magnitude >= 564 * higher.step() >> 12;
        int code = difference < 0 ? (far ? 0 : 1) : far ? 2 : 3;
        G722Tables.adaptHigher(higher, code);
        return code;
    }
}
