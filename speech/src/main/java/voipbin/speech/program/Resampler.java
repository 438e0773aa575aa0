package voipbin.speech.program;

/**
 * Changes the rate of sound by any rational factor: a Kaiser-windowed sinc (β = 6, about 60 dB), in one phase for each
 * position between two samples. Passes up to 85 % of the lower rate's half; its delay is taken out, so the sound keeps
 * its length. What would overflow is clipped. For one thread.
 */
final class Resampler {

    private static final double BETA = 6;
    private static final double CUTOFF = 0.925;
    private static final int ZERO_CROSSINGS = 24;

    private final int up;
    private final int down;
    private final int half;
    private final float[][] phases;
    private short[] buffer;
    private int filled;
    private long first;
    private long pushed;
    private long made;
    private boolean finished;

    /** @param from, to samples per second */
    Resampler(int from, int to) {
        int divisor = gcd(from, to);
        this.up = to / divisor;
        this.down = from / divisor;
        double bandwidth = Math.min(1.0, (double) to / from);
        this.half = up == down ? 0 : (int) Math.ceil(ZERO_CROSSINGS / bandwidth);
        this.phases = up == down ? new float[][] {{1}} : phases(bandwidth * CUTOFF);
        // the sound begins in the middle of the first window: before it there is silence
        this.buffer = new short[8192];
        this.filled = Math.max(0, half - 1);
        this.first = -filled;
    }

    void push(short[] samples, int count) {
        discardUsed();
        if (filled + count > buffer.length) {
            buffer = java.util.Arrays.copyOf(buffer, Math.max(buffer.length * 2, filled + count));
        }
        System.arraycopy(samples, 0, buffer, filled, count);
        filled += count;
        pushed += finished ? 0 : count;
    }

    /** No more will be pushed; what is still in the window comes out by the next {@link #pull}s. */
    void finish() {
        if (!finished) {
            finished = true;
            push(new short[half + 1], half + 1);
        }
    }

    /** Fills what it can with what was pushed; 0 when more must be pushed first, or the sound is over. */
    int pull(short[] samples) {
        int count = 0;
        long last = first + filled - 1;
        while (count < samples.length && window() + half <= last && !(finished && made * down >= pushed * up)) {
            samples[count++] = sample();
            made++;
        }
        return count;
    }

    /** The input sample at or just before the next output sample. */
    private long window() {
        return made * down / up;
    }

    private short sample() {
        float[] taps = phases[(int) (made * down % up)];
        int start = (int) (window() - Math.max(0, half - 1) - first);
        float sum = 0;
        for (int i = 0; i < taps.length; i++) {
            sum += taps[i] * buffer[start + i];
        }
        return (short) Math.clamp(Math.round(sum), Short.MIN_VALUE, Short.MAX_VALUE);
    }

    private void discardUsed() {
        int used = Math.clamp(window() - Math.max(0, half - 1) - first, 0, filled);
        System.arraycopy(buffer, used, buffer, 0, filled - used);
        filled -= used;
        first += used;
    }

    private float[][] phases(double cutoff) {
        float[][] table = new float[up][2 * half];
        for (int phase = 0; phase < up; phase++) {
            double sum = 0;
            double[] taps = new double[2 * half];
            for (int i = 0; i < taps.length; i++) {
                double distance = i - (half - 1) - (double) phase / up;
                taps[i] = sinc(distance * cutoff) * kaiser(distance / half);
                sum += taps[i]; // a steady level shall stay what it is; that takes out the scale of the window, too
            }
            for (int i = 0; i < taps.length; i++) {
                table[phase][i] = (float) (taps[i] / sum);
            }
        }
        return table;
    }

    private static double sinc(double x) {
        return Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double kaiser(double x) {
        return Math.abs(x) >= 1 ? 0 : bessel(BETA * Math.sqrt(1 - x * x));
    }

    /** The modified Bessel function of the first kind and order zero, by its power series. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > sum * 1e-12; k++) {
            term *= (x / (2 * k)) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
