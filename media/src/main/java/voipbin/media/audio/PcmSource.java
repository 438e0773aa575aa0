package voipbin.media.audio;

import voipbin.media.Source;

/** Plays samples out of an array, which many may share: nothing is written to it. */
public final class PcmSource implements Source {

    private final short[] samples;
    private final int rate;
    private int next;

    /** @param samples 16 bit, 8000 Hz, mono; not copied */
    public PcmSource(short[] samples) {
        this(samples, 8000);
    }

    /**
     * @param samples 16 bit, mono; not copied
     * @param rate of these a second: 8000, 16000 or 48000
     */
    public PcmSource(short[] samples, int rate) {
        this.samples = samples;
        this.rate = rate;
    }

    @Override
    public int rate() {
        return rate;
    }

    @Override
    public int read(short[] pcm) {
        if (next == samples.length) {
            return -1;
        }
        int count = Math.min(rate / 50, samples.length - next);
        System.arraycopy(samples, next, pcm, 0, count);
        next += count;
        return count;
    }
}
