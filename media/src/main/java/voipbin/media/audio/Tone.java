package voipbin.media.audio;

import java.time.Duration;
import voipbin.media.KeyTones;
import voipbin.media.Source;

/** A sine, or the two of a telephone key, for a while. */
public final class Tone implements Source {

    private static final double RATE = 8000;

    /** Writes samples of a sound. */
    @FunctionalInterface
    private interface Waveform {

        void fill(short[] pcm, int count, int first);
    }

    private final Waveform waveform;
    private final long samples;
    private long next;

    private Tone(Waveform waveform, Duration length) {
        this.waveform = waveform;
        samples = length.toMillis() * 8;
    }

    /**
     * One sine.
     *
     * @param amplitude of full scale, 0 to 1
     */
    public static Tone sine(double hertz, double amplitude, Duration length) {
        double step = 2 * Math.PI * hertz / RATE;
        double peak = amplitude * Short.MAX_VALUE;
        return new Tone(
                (pcm, count, first) -> {
                    for (int i = 0; i < count; i++) {
                        pcm[i] = (short) Math.round(peak * Math.sin(step * (first + i)));
                    }
                },
                length);
    }

    /** The two sines of a telephone key (ITU-T Q.23), out of {@code 0-9 * # A-D}. */
    public static Tone digit(char digit, Duration length) {
        KeyTones.row(digit);
        return new Tone((pcm, count, first) -> KeyTones.fill(pcm, count, digit, first), length);
    }

    @Override
    public int read(short[] pcm) {
        if (next == samples) {
            return -1;
        }
        int count = (int) Math.min(Source.FRAME, samples - next);
        // Every 8000 samples a sine of whole hertz is where it was: the count stays small for ever.
        waveform.fill(pcm, count, (int) (next % 8_000_000));
        next += count;
        return count;
    }
}
