package voipbin.media.audio;

import voipbin.media.Source;

/** Plays samples out of an array, which many may share: nothing is written to it. */
public final class PcmSource implements Source {

    private final short[] samples;
    private int next;

    /** @param samples 16 bit, 8000 Hz, mono; not copied */
    public PcmSource(short[] samples) {
        this.samples = samples;
    }

    @Override
    public int read(short[] pcm) {
        if (next == samples.length) {
            return -1;
        }
        int count = Math.min(Source.FRAME, samples.length - next);
        System.arraycopy(samples, next, pcm, 0, count);
        next += count;
        return count;
    }
}
