package voipbin.media.codec;

import java.util.Arrays;

/**
 * One of the two sub-bands of G.722: a predictor of two poles and six zeros (ITU-T G.722 §3.6, block 4), and the
 * quantizer's step that follows the signal (§3.5, block 3). Encoder and decoder run the same, so that both know the
 * same prediction. Arithmetic is that of the standard: 16 bits, saturating.
 */
final class G722Band {

    /** 2 to the power of i/32, times 2048 (table 7's inverse logarithm). */
    private static final int[] INVERSE_LOG = {
        2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834, 2896, 2960,
        3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008
    };

    private static final int ZEROS = 6;

    private final int firstStep;
    private final int stepShift;
    private final int mostLog;
    private final int[] zeros = new int[ZEROS];
    private final int[] differences = new int[ZEROS];
    private int pole1;
    private int pole2;
    private int partial1;
    private int partial2;
    private int rebuilt1;
    private int log;
    private int fromZeros;
    private int prediction;
    private int step;

    private G722Band(int firstStep, int stepShift, int mostLog) {
        this.firstStep = firstStep;
        this.stepShift = stepShift;
        this.mostLog = mostLog;
        step = firstStep;
    }

    /** 0 to 4 kHz. */
    static G722Band lower() {
        return new G722Band(32, 8, 18_432);
    }

    /** 4 to 8 kHz. */
    static G722Band higher() {
        return new G722Band(8, 10, 22_528);
    }

    void reset() {
        Arrays.fill(zeros, 0);
        Arrays.fill(differences, 0);
        pole1 = pole2 = partial1 = partial2 = rebuilt1 = log = fromZeros = prediction = 0;
        step = firstStep;
    }

    int prediction() {
        return prediction;
    }

    int step() {
        return step;
    }

    /** Takes the quantized difference and how much its code widens the step. */
    void adapt(int difference, int widening) {
        log = Math.clamp((log * 127 >> 7) + widening, 0, mostLog);
        int mantissa = INVERSE_LOG[log >> 6 & 31];
        int shift = stepShift - (log >> 11);
        step = (shift < 0 ? mantissa << -shift : mantissa >> shift) << 2;
        predict(difference);
    }

    private void predict(int difference) {
        int rebuilt = saturated(prediction + difference);
        int partial = saturated(fromZeros + difference);
        adaptPoles(partial);
        adaptZeros(difference);
        System.arraycopy(differences, 0, differences, 1, ZEROS - 1);
        differences[0] = difference;
        partial2 = partial1;
        partial1 = partial;
        int fromPoles = saturated((pole1 * saturated(2 * rebuilt) >> 15) + (pole2 * saturated(2 * rebuilt1) >> 15));
        rebuilt1 = rebuilt;
        int sum = 0;
        for (int i = 0; i < ZEROS; i++) {
            sum += zeros[i] * saturated(2 * differences[i]) >> 15;
        }
        fromZeros = saturated(sum);
        prediction = saturated(fromPoles + fromZeros);
    }

    /** Blocks 4L/4H UPPOL2 and UPPOL1. */
    private void adaptPoles(int partial) {
        boolean like1 = (partial ^ partial1) >= 0;
        boolean like2 = (partial ^ partial2) >= 0;
        int four = saturated(pole1 << 2);
        int second = Math.min(like1 ? -four : four, 32_767) >> 7;
        second += (like2 ? 128 : -128) + (pole2 * 32_512 >> 15);
        second = Math.clamp(second, -12_288, 12_288);
        int first = saturated((like1 ? 192 : -192) + (pole1 * 32_640 >> 15));
        int limit = saturated(15_360 - second);
        pole1 = Math.max(-limit, Math.min(limit, first));
        pole2 = second;
    }

    /** Block 4 UPZERO. */
    private void adaptZeros(int difference) {
        int gain = difference == 0 ? 0 : 128;
        for (int i = 0; i < ZEROS; i++) {
            boolean like = (difference ^ differences[i]) >= 0;
            zeros[i] = saturated((like ? gain : -gain) + (zeros[i] * 32_640 >> 15));
        }
    }

    static int saturated(int value) {
        return Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
