package voipbin.media.audio;

import voipbin.media.Source;

/**
 * A bounded queue of samples between one producer, which may block, and the media loop, which never does: the bridge
 * from a speech synthesiser or a download to the 20 ms clock.
 */
public final class PcmQueue implements Source {

    /** @param capacity in samples; 8000 are a second */
    public PcmQueue(int capacity) {
        throw new UnsupportedOperationException();
    }

    /**
     * Appends samples and blocks while there is no room. One producer thread only.
     *
     * @return false when nobody plays this queue any more: the producer may stop
     */
    public boolean put(short[] pcm, int offset, int length) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    /** Says that nothing more comes: what is queued is played out, then the source is at its end. */
    public void end() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int read(short[] pcm) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
