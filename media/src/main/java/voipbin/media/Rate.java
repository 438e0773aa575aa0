package voipbin.media;

import org.jspecify.annotations.Nullable;
import voipbin.media.audio.Resampler;

/** Brings a stream of 20 ms frames, whose rate may change, to one rate. Allocates when a rate changes only. */
final class Rate {

    private static final int TICKS = 50;

    private int to = 8000;
    private int from;
    private @Nullable Resampler resampler;

    /** Samples a second that {@link #convert} gives. */
    int rate() {
        return to;
    }

    /** Samples a second from now on. */
    void to(int rate) {
        if (to != rate) {
            to = rate;
            resampler = null;
        }
    }

    /**
     * A frame of {@code count} samples at the other rate: {@code pcm} itself when it has it, else {@code scratch}. The
     * filter keeps what it has heard before.
     */
    short[] convert(short[] pcm, int count, short[] scratch) {
        int rate = count * TICKS;
        if (rate == to) {
            return pcm;
        }
        Resampler filter = resampler;
        if (filter == null || rate != from) {
            filter = new Resampler(rate, to);
            resampler = filter;
            from = rate;
        }
        filter.frame(pcm, count, scratch);
        return scratch;
    }
}
