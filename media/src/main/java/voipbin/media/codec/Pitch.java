package voipbin.media.codec;

/** Finds after how many samples a sound repeats itself. */
public final class Pitch {

    /**
     * Where to look, in samples.
     *
     * @param shortest the shortest lag
     * @param longest the longest lag
     * @param window how much is compared
     */
    public record Range(int shortest, int longest, int window) {}

    private Pitch() {}

    /**
     * The lag at which the window before {@code end} is most like what went before it; the search looks at every sample
     * up to 8 kHz's worth and is then made exact. {@code end >= longest + window}.
     */
    public static int lag(short[] pcm, int end, Range range) {
        int stride = Math.max(1, range.shortest() / 24);
        int best = search(pcm, end, range, stride);
        if (stride == 1) {
            return best;
        }
        int from = Math.max(range.shortest(), best - stride);
        int to = Math.min(range.longest(), best + stride);
        return search(pcm, end, new Range(from, to, range.window()), 1);
    }

    private static int search(short[] pcm, int end, Range range, int stride) {
        int best = range.shortest();
        double most = Double.NEGATIVE_INFINITY;
        for (int lag = range.shortest(); lag <= range.longest(); lag += stride) {
            double likeness = likeness(pcm, end, lag, range.window(), stride);
            // A multiple of the period is as good a lag; the shortest one wins.
            if (likeness > most + 1e-3) {
                most = likeness;
                best = lag;
            }
        }
        return best;
    }

    /** Normalized cross-correlation, from -1 to 1. */
    private static double likeness(short[] pcm, int end, int lag, int window, int stride) {
        long product = 0;
        long here = 1;
        long there = 1;
        for (int i = end - window; i < end; i += stride) {
            product += pcm[i] * pcm[i - lag];
            here += pcm[i] * pcm[i];
            there += pcm[i - lag] * pcm[i - lag];
        }
        return product / Math.sqrt((double) here * there);
    }
}
