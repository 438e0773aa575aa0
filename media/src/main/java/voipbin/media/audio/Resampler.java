package voipbin.media.audio;

import java.util.Arrays;

/**
 * Changes the sample rate, band-limited to the lower of the two rates by a windowed sinc, one filter for each phase
 * that the two rates can have to one another. For a whole piece of sound at once or for a stream of pieces; not safe
 * for several threads.
 */
public final class Resampler {

    /** Zero crossings of the sinc on each side: about 80 dB of what is above the band is gone. */
    private static final int CROSSINGS = 16;

    /** The band ends a little below half the rate, as the filter is not infinitely steep. */
    private static final double BAND = 0.94;

    private final int up;
    private final int down;
    private final int half;
    private final double[][] filters;
    private short[] pending;
    /** The input index of {@code pending[0]}. */
    private long first;

    private long taken;
    private long made;

    /** Both rates in Hz. */
    public Resampler(int from, int to) {
        if (from < 1 || to < 1) {
            throw new IllegalArgumentException("rates: " + from + ", " + to);
        }
        int common = greatestCommonDivisor(from, to);
        up = to / common;
        down = from / common;
        double band = BAND * Math.min(1.0, (double) to / from);
        half = up == down ? 0 : (int) Math.ceil(CROSSINGS / band);
        filters = up == down ? new double[0][] : filters(band);
        first = -half;
        pending = new short[half];
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    private double[][] filters(double band) {
        double[][] all = new double[up][2 * half + 1];
        for (int phase = 0; phase < up; phase++) {
            double sum = 0;
            for (int tap = 0; tap <= 2 * half; tap++) {
                double at = tap - half - (double) phase / up;
                all[phase][tap] = sinc(band * at) * window(at / (half + 1));
                sum += all[phase][tap];
            }
            for (int tap = 0; tap <= 2 * half; tap++) {
                all[phase][tap] /= sum;
            }
        }
        return all;
    }

    private static double sinc(double at) {
        return at == 0 ? 1 : Math.sin(Math.PI * at) / (Math.PI * at);
    }

    /** Blackman's, from -1 to 1. */
    private static double window(double at) {
        return 0.42 + 0.5 * Math.cos(Math.PI * at) + 0.08 * Math.cos(2 * Math.PI * at);
    }

    /** The whole of {@code pcm} at the new rate; not to be mixed with {@link #push}. */
    public short[] resample(short[] pcm) {
        short[] begin = push(pcm, 0, pcm.length);
        short[] end = finish();
        short[] whole = Arrays.copyOf(begin, begin.length + end.length);
        System.arraycopy(end, 0, whole, begin.length, end.length);
        return whole;
    }

    /**
     * Changes the next {@code count} samples of a stream that is cut into equal pieces, whose number at the new rate is
     * whole: {@code count * to / from} samples are written. As late as half the filter: about 2 ms at 8000 Hz.
     * Allocates nothing after the first piece; not to be mixed with the others.
     */
    public void frame(short[] pcm, int count, short[] out) {
        if (filters.length == 0) {
            System.arraycopy(pcm, 0, out, 0, count);
            return;
        }
        if (pending.length != 2 * half + count) {
            pending = new short[2 * half + count];
        }
        System.arraycopy(pending, count, pending, 0, 2 * half);
        System.arraycopy(pcm, 0, pending, 2 * half, count);
        int made = count * up / down;
        for (int i = 0; i < made; i++) {
            int position = i * down;
            out[i] = sample(position / up, position % up);
        }
    }

    /** Takes the next piece of a stream and returns what can be said at the new rate by now. */
    public short[] push(short[] pcm, int offset, int length) {
        int before = pending.length;
        pending = Arrays.copyOf(pending, before + length);
        System.arraycopy(pcm, offset, pending, before, length);
        taken += length;
        // Output m lies at input m * down / up, and its filter reaches half beyond.
        return make(Math.ceilDiv((taken - half) * up, down));
    }

    /** Ends the stream and returns the rest of it; the next {@link #push} begins another one. */
    public short[] finish() {
        pending = Arrays.copyOf(pending, pending.length + half + 1);
        short[] rest = make(Math.ceilDiv(taken * up, down));
        pending = new short[half];
        first = -half;
        taken = 0;
        made = 0;
        return rest;
    }

    private short[] make(long until) {
        if (until <= made) {
            return new short[0];
        }
        short[] out = new short[(int) (until - made)];
        for (int i = 0; i < out.length; i++) {
            long position = made * down;
            out[i] = sample((int) (position / up - half - first), (int) (position % up));
            made++;
        }
        int spent = (int) Math.min(pending.length, Math.max(0, made * down / up - half - first));
        pending = Arrays.copyOfRange(pending, spent, pending.length);
        first += spent;
        return out;
    }

    private short sample(int from, int phase) {
        if (filters.length == 0) {
            return pending[from];
        }
        double sum = 0;
        double[] filter = filters[phase];
        for (int tap = 0; tap < filter.length; tap++) {
            sum += filter[tap] * pending[from + tap];
        }
        return (short) Math.clamp(Math.round(sum), Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
