package voipbin.media.audio;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import voipbin.media.Source;

/**
 * A bounded queue of samples between one producer, which may block, and the media loop, which never does: the bridge
 * from a speech synthesiser or a download to the 20 ms clock.
 */
public final class PcmQueue implements Source {

    private final short[] ring;
    private final int rate;
    private final int frame;
    /** Samples ever put; written by the producer only. */
    private volatile long put;
    /** Samples ever taken; written by the loop only. */
    private volatile long taken;

    private volatile boolean ended;
    private volatile boolean closed;
    private volatile @Nullable Thread waiting;

    /** @param capacity in samples; 8000 are a second */
    public PcmQueue(int capacity) {
        this(capacity, 8000);
    }

    /**
     * @param capacity in samples, at least 20 ms
     * @param rate of these a second: 8000, 16000 or 48000
     */
    public PcmQueue(int capacity, int rate) {
        this.rate = rate;
        frame = rate / 50;
        if (capacity < frame) {
            throw new IllegalArgumentException("less than a frame: " + capacity);
        }
        ring = new short[capacity];
    }

    /**
     * Appends {@code pcm[offset..offset+length)} and blocks while there is no room. One producer thread only.
     *
     * @return false when nobody plays this queue any more: the producer may stop
     */
    public boolean put(short[] pcm, int offset, int length) throws InterruptedException {
        int done = 0;
        while (done < length) {
            int room = awaitRoom();
            if (closed) {
                return false;
            }
            int count = Math.min(room, length - done);
            long at = put;
            for (int i = 0; i < count; i++) {
                ring[(int) ((at + i) % ring.length)] = pcm[offset + done + i];
            }
            put = at + count;
            done += count;
        }
        return !closed;
    }

    private int awaitRoom() throws InterruptedException {
        while (room() == 0 && !closed) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            waiting = Thread.currentThread();
            if (room() == 0 && !closed) {
                LockSupport.park(this);
            }
            waiting = null;
        }
        return room();
    }

    private int room() {
        return ring.length - (int) (put - taken);
    }

    /** Says that nothing more comes: what is queued is played out, then the source is at its end. */
    public void end() {
        ended = true;
    }

    /** How many samples wait to be played. */
    public int queued() {
        return (int) (put - taken);
    }

    @Override
    public int rate() {
        return rate;
    }

    @Override
    public int read(short[] pcm) {
        // Read before the samples are counted, or the last ones, put between the two, would be lost.
        boolean last = ended;
        long at = taken;
        int count = (int) Math.min(put - at, frame);
        if (count == 0) {
            return last ? -1 : 0;
        }
        for (int i = 0; i < count; i++) {
            pcm[i] = ring[(int) ((at + i) % ring.length)];
        }
        taken = at + count;
        wakeProducer();
        return count;
    }

    /** Waking costs the loop a system call, so the producer sleeps until half of the queue is free. */
    private void wakeProducer() {
        Thread producer = waiting;
        if (producer != null && room() >= ring.length / 2) {
            LockSupport.unpark(producer);
        }
    }

    @Override
    public void close() {
        closed = true;
        Thread producer = waiting;
        if (producer != null) {
            LockSupport.unpark(producer);
        }
    }
}
