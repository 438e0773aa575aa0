package voipbin.kit.sql;

import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the one thread that writes. A work that has time is committed with those that have none, or by itself
 * when no such work comes for a while: each commit costs the pages that it touches and one fsync.
 */
final class WriteQueue<W> {

    private final Queue<W> works = new ConcurrentLinkedQueue<>();
    private final Spacing spacing = new Spacing(System.nanoTime());
    private volatile @Nullable Thread writer;
    private volatile boolean resting;
    private volatile boolean urgent;
    private volatile boolean closed;

    /** By any thread. */
    void add(W work, Engine.Haste haste) {
        works.add(work);
        boolean hurries = haste == Engine.Haste.USUAL && !urgent;
        if (hurries) {
            urgent = true;
        }
        if (hurries || resting) {
            LockSupport.unpark(writer);
        }
    }

    /** Takes back what nobody has begun with. */
    boolean remove(W work) {
        return works.remove(work);
    }

    /**
     * Waits until something should be committed, and takes it. By the writer only.
     *
     * @param most how many at most
     * @return false if there is nothing and it is closed
     */
    boolean drainTo(Collection<W> batch, int most) {
        writer = Thread.currentThread();
        awaitWork();
        awaitCompany();
        urgent = false;
        for (W work = works.poll(); work != null; work = works.poll()) {
            batch.add(work);
            if (batch.size() == most) {
                break;
            }
        }
        if (!works.isEmpty()) {
            urgent = true;
        }
        return !batch.isEmpty();
    }

    private void awaitWork() {
        while (works.isEmpty() && !closed) {
            resting = true;
            if (works.isEmpty() && !closed) {
                LockSupport.park(this);
            }
            resting = false;
        }
    }

    private void awaitCompany() {
        while (!closed) {
            long pause = spacing.pause(System.nanoTime(), urgent ? Engine.Haste.USUAL : Engine.Haste.NONE);
            if (pause == 0) {
                return;
            }
            LockSupport.parkNanos(this, pause);
        }
    }

    /** So many were committed now. */
    void committed(int works) {
        spacing.committed(works, System.nanoTime());
    }

    /** Nobody waits for company any more, and the writer ends when nothing is left. */
    void close() {
        closed = true;
        LockSupport.unpark(writer);
    }
}
