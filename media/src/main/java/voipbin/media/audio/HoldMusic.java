package voipbin.media.audio;

import voipbin.media.Source;

/**
 * Music on hold without end, made by arithmetic and so free of anybody's rights: four chords, broken into quavers of a
 * plucked string over a soft bass, about 15 s a round. All that play share one round in memory, 250 kB.
 */
public final class HoldMusic implements Source {

    private static final int RATE = 8000;

    /** Of a quaver: 240 a minute. */
    private static final int NOTE = RATE / 4;

    /** Semitones above A2 (110 Hz): each row is a chord, bass first. C, A minor, F, G. */
    private static final int[][] CHORDS = {
        {3, 15, 19, 22, 27}, {0, 12, 15, 19, 24}, {-4, 8, 12, 15, 20}, {-2, 10, 14, 17, 22},
    };

    /** Which tones of the chord follow one another. */
    private static final int[] PATTERN = {1, 2, 3, 4, 3, 2, 3, 2, 1, 2, 3, 4, 3, 4, 3, 2};

    private static final double PLUCKED = 0.09;
    private static final double BASS = 0.07;

    /** Seconds in which a tone falls to a third. */
    private static final double FADING = 0.5;

    private static final double BASS_FADING = 2;
    private static final int SOUNDING = 3 * RATE;
    private static final int ATTACK = 40;

    private static final short[] ROUND = compose();

    private int at;

    private static short[] compose() {
        double[] sum = new double[CHORDS.length * PATTERN.length * NOTE];
        for (int chord = 0; chord < CHORDS.length; chord++) {
            int begin = chord * PATTERN.length * NOTE;
            pluck(sum, begin, CHORDS[chord][0], BASS, BASS_FADING);
            for (int i = 0; i < PATTERN.length; i++) {
                pluck(sum, begin + i * NOTE, CHORDS[chord][PATTERN[i]], PLUCKED, FADING);
            }
        }
        short[] round = new short[sum.length];
        for (int i = 0; i < sum.length; i++) {
            round[i] = (short) Math.round(Short.MAX_VALUE * sum[i]);
        }
        return round;
    }

    /** What sounds beyond the end sounds at the beginning of the next round. */
    private static void pluck(double[] sum, int begin, int semitones, double amplitude, double fading) {
        double step = 2 * Math.PI * 110 * Math.pow(2, semitones / 12.0) / RATE;
        for (int i = 0; i < SOUNDING; i++) {
            double swell = Math.min(1, i / (double) ATTACK);
            double end = Math.min(1, (SOUNDING - i) / (double) RATE);
            double envelope = amplitude * swell * end * Math.exp(-i / (fading * RATE));
            double wave = Math.sin(step * i) + 0.4 * Math.sin(2 * step * i) + 0.15 * Math.sin(3 * step * i);
            sum[(begin + i) % sum.length] += envelope * wave;
        }
    }

    @Override
    public int read(short[] pcm) {
        System.arraycopy(ROUND, at, pcm, 0, FRAME);
        at = (at + FRAME) % ROUND.length;
        return FRAME;
    }
}
