package voipbin.media.audio;

/** Measures how much of one frequency is in a piece of sound, by Goertzel's algorithm. */
public final class Goertzel {

    private Goertzel() {}

    /**
     * The amplitude of {@code hertz} in {@code pcm[from..from+length)} at 8000 Hz, of full scale: 0 to 1.
     */
    public static double amplitude(short[] pcm, int from, int length, double hertz) {
        throw new UnsupportedOperationException();
    }
}
