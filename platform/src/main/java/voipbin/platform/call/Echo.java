package voipbin.platform.call;

import voipbin.media.Sink;
import voipbin.media.Source;

/** Plays to a party what it hears from it, a little later. One media loop writes and reads it. */
final class Echo implements Sink, Source {

    /** A second: more than the two can drift apart while a packet or two are late. */
    private final short[] ring = new short[8000];

    private int written;
    private int read;

    @Override
    public void write(short[] pcm, int samples) {
        for (int i = 0; i < samples; i++) {
            ring[written++ % ring.length] = pcm[i];
        }
        // for a call of an hour an int is enough, and what is overwritten is given up
        read = Math.max(read, written - ring.length);
    }

    @Override
    public int read(short[] pcm) {
        int count = Math.min(FRAME, written - read);
        for (int i = 0; i < count; i++) {
            pcm[i] = ring[read++ % ring.length];
        }
        return count;
    }

    /** Nothing is held. */
    @Override
    public void close() {}
}
