package voipbin.media;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** A sink that keeps so many samples and says when it has them. */
final class Recording implements Sink {

    final CountDownLatch full = new CountDownLatch(1);
    final CountDownLatch closed = new CountDownLatch(1);
    private final short[] samples;
    private int count;

    Recording(int capacity) {
        samples = new short[capacity];
    }

    @Override
    public void write(short[] pcm, int length) {
        int fits = Math.min(length, samples.length - count);
        System.arraycopy(pcm, 0, samples, count, fits);
        count += fits;
        if (count == samples.length) {
            full.countDown();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }

    /** What was heard, after {@link #full}. */
    short[] samples() throws InterruptedException {
        Sessions.await(full);
        return Arrays.copyOf(samples, samples.length);
    }
}
