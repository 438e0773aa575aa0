package voipbin.bench;

import java.util.Arrays;

/** Measured values in order; a percentile is the least value that the share of all does not exceed (nearest rank). */
public final class Percentiles {

    private final long[] sorted;

    /** @param values at least one */
    public Percentiles(long... values) {
        if (values.length == 0) {
            throw new BenchFailure("nothing was measured");
        }
        sorted = values.clone();
        Arrays.sort(sorted);
    }

    public int count() {
        return sorted.length;
    }

    /** @param percent more than 0, 100 at most */
    public long at(double percent) {
        return sorted[(int) Math.ceil(percent / 100 * sorted.length) - 1];
    }

    long least() {
        return sorted[0];
    }

    public long most() {
        return sorted[sorted.length - 1];
    }

    /** Of nanoseconds, as milliseconds. */
    public static String millis(long nanos) {
        return "%.2f".formatted(nanos / 1e6);
    }
}
