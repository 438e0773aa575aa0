package voipbin.media.audio;

/** Measures how much of one frequency is in a piece of sound, by Goertzel's algorithm. */
public final class Goertzel {

    private static final double RATE = 8000;

    private Goertzel() {}

    /** The amplitude of {@code hertz} in {@code pcm[from..from+length)} at 8000 Hz, of full scale: 0 to 1. */
    public static double amplitude(short[] pcm, int from, int length, double hertz) {
        double step = 2 * Math.PI * hertz / RATE;
        double twice = 2 * Math.cos(step);
        double one = 0;
        double two = 0;
        for (int i = from; i < from + length; i++) {
            double now = pcm[i] + twice * one - two;
            two = one;
            one = now;
        }
        double power = one * one + two * two - twice * one * two;
        return 2 * Math.sqrt(Math.max(power, 0)) / length / Short.MAX_VALUE;
    }
}
