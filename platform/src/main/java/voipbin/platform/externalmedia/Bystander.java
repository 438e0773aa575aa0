package voipbin.platform.externalmedia;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import voipbin.media.Aside;
import voipbin.media.Source;
import voipbin.media.audio.PcmQueue;

/**
 * Stands beside a call, between its media loop, which never waits, and one thread that carries away what is heard and
 * one that brings what is to be said; both may wait. Linear PCM, 16 bit, 8000 Hz, mono.
 */
final class Bystander implements Aside {

    /** Frames that may wait to be carried away, a second, before the oldest are thrown away. */
    private static final int FRAMES = 50;

    /** Samples that may wait to be said, thirty seconds: who brings speech may be quicker than it is said. */
    private static final int TO_SAY = 30 * 8000;

    /** Frames that may wait where both sides keep time: two clocks that differ must not become a delay. */
    private static final int MOST_LATE = 3;

    private final Sides hears;
    private final Sides speaks;
    private final PcmQueue said = new PcmQueue(TO_SAY);
    private final short[][] ring = new short[FRAMES][Source.FRAME];

    /** Frames ever heard; written by the loop only. */
    private volatile long heard;

    /** Frames ever carried away; written by who carries only. */
    private long carried;

    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private volatile boolean closed;
    private volatile @Nullable Thread waiting;

    Bystander(Sides hears, Sides speaks) {
        this.hears = hears;
        this.speaks = speaks;
    }

    @Override
    public boolean speaksToPeer() {
        return speaks.out();
    }

    @Override
    public boolean speaksAsPeer() {
        return speaks.in();
    }

    @Override
    public int say(short[] pcm) {
        return Math.max(0, said.read(pcm));
    }

    @Override
    public boolean hear(short[] in, short[] out) {
        short[] frame = ring[(int) (heard % FRAMES)];
        for (int i = 0; i < Source.FRAME; i++) {
            int sum = (hears.in() ? in[i] : 0) + (hears.out() ? out[i] : 0);
            frame[i] = (short) Math.clamp(sum, Short.MIN_VALUE, Short.MAX_VALUE);
        }
        heard = heard + 1;
        wake();
        // one that was stopped before it began is forgotten by itself
        return !closed;
    }

    @Override
    public void close() {
        closed = true;
        said.close();
        over.complete(null);
        wake();
    }

    private void wake() {
        Thread carrier = waiting;
        if (carrier != null) {
            LockSupport.unpark(carrier);
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** Waits until nobody is beside the call any more. */
    void awaitClose() throws InterruptedException {
        try {
            over.get();
        } catch (ExecutionException neverCompletedSo) {
            throw new IllegalStateException(neverCompletedSo);
        }
    }

    /**
     * Waits for the next 20 ms that were heard.
     *
     * @return false when nothing more will come
     */
    boolean next(short[] pcm) throws InterruptedException {
        while (heard == carried && !closed) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            waiting = Thread.currentThread();
            if (heard == carried && !closed) {
                LockSupport.park(this);
            }
            waiting = null;
        }
        return take(pcm);
    }

    /** The next 20 ms that were heard, if there are any. One thread only, here or in {@link #next}. */
    boolean take(short[] pcm) {
        long now = heard;
        if (now == carried) {
            return false;
        }
        // the frame that the loop writes now must not be read
        carried = Math.max(carried, now - FRAMES + 1);
        System.arraycopy(ring[(int) (carried % FRAMES)], 0, pcm, 0, Source.FRAME);
        carried++;
        return true;
    }

    /**
     * Says this after what waits to be said, and waits while that is too much.
     *
     * @return false when nobody hears it any more
     */
    boolean say(short[] pcm, int samples) throws InterruptedException {
        return said.put(pcm, 0, samples);
    }

    /** Says this if little waits to be said, and never waits itself: for sound that comes in its time. */
    void sayNow(short[] pcm, int samples) {
        if (said.queued() < MOST_LATE * Source.FRAME) {
            try {
                said.put(pcm, 0, samples);
            } catch (InterruptedException thereIsRoom) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The next 20 ms that were heard, for who takes them in their time: what is too late is left out. */
    boolean takeNow(short[] pcm) {
        carried = heard - carried > MOST_LATE ? heard - 1 : carried;
        return take(pcm);
    }
}
