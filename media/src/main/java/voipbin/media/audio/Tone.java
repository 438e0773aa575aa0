package voipbin.media.audio;

import java.time.Duration;
import voipbin.media.Source;

/** A sine, or two at once, for a while. */
public final class Tone implements Source {

    private Tone() {}

    /**
     * One sine.
     *
     * @param amplitude of full scale, 0 to 1
     */
    public static Tone sine(double hertz, double amplitude, Duration length) {
        throw new UnsupportedOperationException();
    }

    /** The two sines of a telephone key (ITU-T Q.23), out of {@code 0-9 * # A-D}. */
    public static Tone digit(char digit, Duration length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int read(short[] pcm) {
        throw new UnsupportedOperationException();
    }
}
