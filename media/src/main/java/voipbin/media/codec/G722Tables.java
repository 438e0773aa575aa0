package voipbin.media.codec;

/** The constants of ITU-T G.722, in the 16-bit form of its §6 and its tables. */
final class G722Tables {

    /** The quadrature mirror filter's even taps; the odd ones are the same backwards (table 4). */
    static final int[] MIRROR = {3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11};

    /** Decision levels of the lower band's quantizer (table 14). */
    static final int[] DECISIONS = {
        0, 35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786, 858, 940, 1023, 1121, 1219,
        1339, 1458, 1612, 1765, 1980, 2195, 2557, 2919
    };

    /** Codes of the lower band for negative differences, by interval. */
    static final int[] NEGATIVE = {
        0, 63, 62, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6,
        5, 4
    };

    /** What a lower code of six bits stands for. */
    static final int[] LOWER_SIX = {
        -136, -136, -136, -136, -24808, -21904, -19008, -16704, -14984, -13512, -12280, -11192, -10232, -9360, -8576,
        -7856, -7192, -6576, -6000, -5456, -4944, -4464, -4008, -3576, -3168, -2776, -2400, -2032, -1688, -1360, -1040,
        -728, 24808, 21904, 19008, 16704, 14984, 13512, 12280, 11192, 10232, 9360, 8576, 7856, 7192, 6576, 6000, 5456,
        4944, 4464, 4008, 3576, 3168, 2776, 2400, 2032, 1688, 1360, 1040, 728, 432, 136, -432, -136
    };

    /** What its upper four bits stand for: the predictor lives by these alone. */
    static final int[] LOWER_FOUR = {
        0, -20456, -12896, -8968, -6288, -4240, -2584, -1200, 20456, 12896, 8968, 6288, 4240, 2584, 1200, 0
    };

    /** What a higher code of two bits stands for. */
    static final int[] HIGHER = {-7408, -1616, 7408, 1616};

    private static final int[] LOWER_WIDENING = {
        -60, 3042, 1198, 538, 334, 172, 58, -30, 3042, 1198, 538, 334, 172, 58, -30, -60
    };

    private static final int[] HIGHER_WIDENING = {798, -214, 798, -214};

    private G722Tables() {}

    /** Both halves take the lower code of six bits. */
    static void adaptLower(G722Band band, int code) {
        band.adapt(band.step() * LOWER_FOUR[code >> 2] >> 15, LOWER_WIDENING[code >> 2]);
    }

    /** The quantized difference of the higher band, to which it is adapted. */
    static int adaptHigher(G722Band band, int code) {
        int difference = band.step() * HIGHER[code] >> 15;
        band.adapt(difference, HIGHER_WIDENING[code]);
        return difference;
    }
}
