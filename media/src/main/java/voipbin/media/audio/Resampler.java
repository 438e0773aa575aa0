package voipbin.media.audio;

/** Changes the sample rate of a piece of sound, band-limited to the lower of the two rates. */
public final class Resampler {

    /** Both rates in Hz. */
    public Resampler(int from, int to) {
        throw new UnsupportedOperationException();
    }

    /** The whole of {@code pcm} at the new rate. */
    public short[] resample(short[] pcm) {
        throw new UnsupportedOperationException();
    }
}
