package voipbin.kit.sql;

import java.util.concurrent.TimeUnit;

/**
 * How long a writer with much to do waits for more before it commits. Each commit costs the pages that it touches and
 * one fsync, so many a second are a good part of what a busy server does; who writes little is not kept waiting.
 */
final class Spacing {

    /** Below so many works a second each may have its own commit. */
    private static final double BUSY = 3_000;

    /** The same where nobody waits for the work. */
    private static final double SHARED = 300;

    /** The pause at twice that rate; it grows with the rate. */
    private static final long USUAL = TimeUnit.MILLISECONDS.toNanos(5);

    private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(10);

    /** In this time the rate follows a change by two thirds. */
    private static final double MEMORY = TimeUnit.MILLISECONDS.toNanos(100);

    private double rate;
    private long last;

    Spacing(long now) {
        this.last = now;
    }

    /** How long from now, in ns, the next commit should wait: not at all, or until some time after the last one. */
    long pause(long now, Engine.Haste haste) {
        double busy = haste == Engine.Haste.USUAL ? BUSY : SHARED;
        if (rate < busy) {
            return 0;
        }
        long wished = Math.min(LONGEST, (long) (USUAL * (rate - busy) / busy));
        return Math.max(0, last + wished - now);
    }

    /** So many works are committed now. */
    void committed(int works, long now) {
        double elapsed = Math.max(1, now - last);
        double weight = 1 - Math.exp(-elapsed / MEMORY);
        double measured = works * TimeUnit.SECONDS.toNanos(1) / elapsed;
        rate += weight * (measured - rate);
        last = now;
    }
}
