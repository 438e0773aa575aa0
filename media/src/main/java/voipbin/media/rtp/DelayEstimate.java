package voipbin.media.rtp;

/**
 * How long packets must be kept so that nearly all have come when they are due. Each packet's transit time (arrival
 * less timestamp) is compared with the least of the last seconds, which follows a peer's clock that runs fast or slow;
 * what 99 of 100 recent packets needed beyond it is the delay. All in units of the timestamp. Allocates nothing.
 */
public final class DelayEstimate {

    private static final int BINS = 64;
    private static final int BINS_A_SECOND = 200;

    /** Of the probability: what has been seen counts less with each packet, half after about 5 s. */
    private static final double FORGETTING = 0.003;

    /** The first packets say little: 40 ms weigh as much as eight of them. */
    private static final int FIRST_BIN = 6;

    private static final int FIRST_WEIGHT = 8;
    private static final double ENOUGH = 0.99;

    /** Packets over which the least transit time is kept, twice: up to 10 s. */
    private static final int WINDOW = 250;

    private static final long SECOND = 1_000_000_000;

    private final int clock;
    /** Weights, of which each packet adds one that is larger than all before: so they need not be made smaller. */
    private final double[] bins = new double[BINS];

    /** What all weigh. */
    private double all = 1;

    private boolean begun;
    private int leastNow;
    private int leastBefore;
    private int inWindow;
    private int seen;
    private int target;

    /** @param clock units of the timestamp in a second */
    public DelayEstimate(int clock) {
        this.clock = clock;
        bins[FIRST_BIN] = 1;
        target = target();
    }

    /** Now, in timestamp units. */
    public int units(long nanos) {
        return (int) (nanos / SECOND * clock + nanos % SECOND * clock / SECOND);
    }

    /** Takes a packet's timestamp and the time of its arrival. */
    public void arrived(int timestamp, int now) {
        int transit = now - timestamp;
        if (!begun || Math.abs(transit - least()) > 2 * clock) {
            begun = true;
            leastNow = transit;
            leastBefore = transit;
            inWindow = 0;
        }
        leastNow = transit - leastNow < 0 ? transit : leastNow;
        note(transit - least());
        if (++inWindow == WINDOW) {
            leastBefore = leastNow;
            leastNow = transit;
            inWindow = 0;
        }
    }

    private int least() {
        return leastBefore - leastNow < 0 ? leastBefore : leastNow;
    }

    private void note(int more) {
        double share = Math.max(FORGETTING, 1.0 / (++seen + FIRST_WEIGHT));
        all /= 1 - share;
        bins[Math.clamp((long) more * BINS_A_SECOND / clock, 0, BINS - 1)] += share * all;
        if (seen % WINDOW == 0) {
            weighAnew();
        }
        target = target();
    }

    /** Or they would grow for ever. */
    private void weighAnew() {
        for (int i = 0; i < BINS; i++) {
            bins[i] /= all;
        }
        all = 1;
    }

    private int target() {
        double sum = 0;
        int bin = 0;
        while (bin < BINS - 1 && sum + bins[bin] < ENOUGH * all) {
            sum += bins[bin++];
        }
        // Its upper edge, and 5 ms for our own clock; a packet is 20 ms long anyhow.
        return Math.max(bin + 2, 4) * clock / BINS_A_SECOND;
    }

    /** The timestamp that ought to be heard now. */
    public int due(int now) {
        return now - least() - target;
    }

    /** The delay that is aimed at. */
    public int delay() {
        return target;
    }

    /** Begins anew with the next packet but keeps what it knows of the network. */
    public void reset() {
        begun = false;
    }
}
