package voipbin.media.playout;

import java.util.Arrays;
import voipbin.media.codec.Codec;
import voipbin.media.codec.Pitch;

/** Sound that has been decoded and not yet heard. */
final class Fifo {

    private static final int WINDOW_MS = 5;
    private static final int SHORTEST_MS = 3;
    private static final int LONGEST_MS = 15;

    /** The longest packet behind what waits for it at most. */
    private static final int MOST = Codec.MAX_SAMPLES + 2_000;

    /** Enough for packets of 20 ms at any rate that our codecs have. */
    private static final int USUAL = 1_600;

    private short[] pcm = new short[USUAL];
    private int count;

    int count() {
        return count;
    }

    int room() {
        return MOST - count;
    }

    void append(short[] more, int samples) {
        if (count + samples > pcm.length) {
            pcm = Arrays.copyOf(pcm, Math.max(count + samples, Math.min(MOST, 2 * pcm.length)));
        }
        System.arraycopy(more, 0, pcm, count, samples);
        count += samples;
    }

    void take(short[] frame, int samples) {
        System.arraycopy(pcm, 0, frame, 0, samples);
        count -= samples;
        System.arraycopy(pcm, samples, pcm, 0, count);
    }

    /**
     * Makes its beginning shorter by one pitch period, without a seam: what follows a period is blended into it.
     *
     * @return samples less; 0 when there are less than 40 ms
     */
    int shorten(int rate) {
        int perMs = rate / 1000;
        if (count < 40 * perMs) {
            return 0;
        }
        int window = WINDOW_MS * perMs;
        int end = (LONGEST_MS + WINDOW_MS) * perMs;
        int lag = Pitch.lag(pcm, end, new Pitch.Range(SHORTEST_MS * perMs, LONGEST_MS * perMs, window));
        int early = end - window - lag;
        for (int i = 0; i < window; i++) {
            pcm[early + i] = (short) ((pcm[early + i] * (window - i) + pcm[early + lag + i] * i) / window);
        }
        int from = early + window + lag;
        System.arraycopy(pcm, from, pcm, early + window, count - from);
        count -= lag;
        return lag;
    }

    void clear() {
        count = 0;
    }
}
