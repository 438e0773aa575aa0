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
     * The lag at which the window before {@code end} is most like what went before it, by normalized cross-correlation:
     * first looked for at 4 kHz, a quarter of the work, and then made exact. {@code end >= longest + window}.
     */
    public static int lag(short[] pcm, int end, Range range) {
        int stride = Math.max(1, range.shortest() / 12);
        int best = search(pcm, end, range, stride);
        if (stride == 1) {
            return best;
        }
        int from = Math.max(range.shortest(), best - stride);
        int to = Math.min(range.longest(), best + stride);
        return search(pcm, end, new Range(from, to, range.window()), 1);
    }

    private static int search(short[] pcm, int end, Range range, int stride) {
        int begin = end - range.window();
        int last = begin + (range.window() - 1) / stride * stride;
        double here = energy(pcm, begin, last, stride);
        long there = energy(pcm, begin - range.shortest(), last - range.shortest(), stride);
        int best = range.shortest();
        double most = Double.NEGATIVE_INFINITY;
        for (int lag = range.shortest(); lag <= range.longest(); lag += stride) {
            double likeness = product(pcm, begin, last, lag, stride) / Math.sqrt(here * there);
            // A multiple of the period is as good a lag; the shortest one wins.
            if (likeness > most + 1e-3) {
                most = likeness;
                best = lag;
            }
            if (lag + stride <= range.longest()) {
                there += square(pcm[begin - lag - stride]) - square(pcm[last - lag]);
            }
        }
        return best;
    }

    private static long energy(short[] pcm, int from, int last, int stride) {
        long sum = 1;
        for (int i = from; i <= last; i += stride) {
            sum += square(pcm[i]);
        }
        return sum;
    }

    private static int square(short sample) {
        return sample * sample;
    }

    private static long product(short[] pcm, int from, int last, int lag, int stride) {
        long sum = 0;
        for (int i = from; i <= last; i += stride) {
            sum += pcm[i] * pcm[i - lag];
        }
        return sum;
    }
}
