package voipbin.media.codec;

import java.util.Arrays;

/**
 * Gives a decoder that cannot conceal losses the means to: the last pitch period is repeated, without a seam, a little
 * softer with each 10 ms and silent after 60 ms; what comes after a loss is faded in (in the manner of ITU-T G.711
 * Appendix I, without its delay).
 */
final class Concealing implements Decoder {

    private static final int HISTORY_MS = 60;
    private static final int WINDOW_MS = 15;
    private static final int SHORTEST_MS = 3;
    private static final int LONGEST_MS = 16;
    private static final int FULL_MS = 10;
    private static final int FADE_MS = 5;

    private final PlainDecoder decoder;
    private final int perMs;
    private final short[] history;
    private final short[] period;
    private final short[] seam;
    private int length;
    private int at;
    /** Samples made up since the last real one. */
    private int made;

    private int step;

    Concealing(PlainDecoder decoder) {
        this.decoder = decoder;
        perMs = decoder.rate() / 1000;
        history = new short[HISTORY_MS * perMs];
        period = new short[LONGEST_MS * perMs];
        seam = new short[FADE_MS * perMs];
    }

    @Override
    public int rate() {
        return decoder.rate();
    }

    @Override
    public int samples(byte[] payload, int offset, int bytes) {
        return decoder.samples(bytes);
    }

    @Override
    public int decode(byte[] payload, int offset, int bytes, short[] pcm) {
        int count = decoder.decode(payload, offset, bytes, pcm);
        if (made > 0) {
            fadeIn(pcm, Math.min(count, seam.length));
            made = 0;
        }
        remember(pcm, count);
        return count;
    }

    private void fadeIn(short[] pcm, int count) {
        repeat(seam, count);
        for (int i = 0; i < count; i++) {
            pcm[i] = (short) ((seam[i] * (count - i) + pcm[i] * i) / count);
        }
    }

    @Override
    public void conceal(short[] pcm, int count) {
        if (made == 0) {
            takePeriod();
        }
        repeat(pcm, count);
        remember(pcm, count);
    }

    private void repeat(short[] pcm, int count) {
        int fade = FADE_MS * perMs;
        int full = FULL_MS * perMs;
        int whole = HISTORY_MS * perMs;
        for (int i = 0; i < count; i++) {
            int sample = period[at];
            at = at + 1 == length ? 0 : at + 1;
            if (made < fade) {
                sample += step * (fade - made) / fade;
            }
            int gain = made < full ? whole - full : Math.max(0, whole - made);
            pcm[i] = (short) Math.clamp((long) sample * gain / (whole - full), Short.MIN_VALUE, Short.MAX_VALUE);
            made++;
        }
    }

    /** The last period, whose end is blended into what went before its beginning so that it can be repeated. */
    private void takePeriod() {
        int end = history.length;
        length = Pitch.lag(history, end, new Pitch.Range(SHORTEST_MS * perMs, LONGEST_MS * perMs, WINDOW_MS * perMs));
        int quarter = length / 4;
        System.arraycopy(history, end - length, period, 0, length);
        for (int i = 0; i < quarter; i++) {
            int late = history[end - quarter + i];
            int early = history[end - length - quarter + i];
            period[length - quarter + i] = (short) ((late * (quarter - i) + early * i) / quarter);
        }
        at = 0;
        step = history[end - 1] - history[end - length - 1];
    }

    private void remember(short[] pcm, int count) {
        int kept = Math.max(0, history.length - count);
        System.arraycopy(history, history.length - kept, history, 0, kept);
        System.arraycopy(pcm, count - (history.length - kept), history, kept, history.length - kept);
    }

    @Override
    public void reset() {
        decoder.reset();
        Arrays.fill(history, (short) 0);
        made = 0;
    }
}
