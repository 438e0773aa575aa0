package voipbin.speech;

import java.io.IOException;

/**
 * Sound as it comes into being: mono, signed 16-bit samples. Read by one thread at a time; may be closed by any, which
 * also ends a read that waits.
 */
public interface PcmStream extends AutoCloseable {

    /**
     * Blocks until samples are there.
     *
     * @param pcm filled from its start, as far as there are samples; at least one element long
     * @return how many samples were written, or -1 at the end and after {@link #close}
     * @throws IOException when the synthesis broke off: what was read so far is all there is
     */
    int read(short[] pcm) throws InterruptedException, IOException;

    /** Samples per second. */
    int rate();

    /** Gives up what has not been read; processes that only this stream needed are ended. May be called twice. */
    @Override
    void close();
}
