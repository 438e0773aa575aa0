package voipbin.kit.sql;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.kit.event.Event;
import voipbin.kit.event.Position;

/**
 * Carries events from the outbox to the listeners on one virtual thread, which reads on whenever a transaction was
 * committed. It starts with the first listener. It waits without a limit: to set a timer and take it back for each
 * commit would wake another thread twice.
 */
final class Courier {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final int BATCH = 500;

    /** How often to look where other processes commit too, and hold our own events back until then. */
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Outbox outbox;
    private final boolean shared;
    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

    /** Guards the fields below: they are how committing threads and the courier find each other. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition changed = lock.newCondition();
    private Position told = Position.START;
    private boolean awake;
    private boolean closed;
    private boolean carrying;

    /** @param shared whether other processes write events too */
    Courier(Outbox outbox, boolean shared) {
        this.outbox = outbox;
        this.shared = shared;
    }

    Outbox.Subscription listen(Consumer<Event> listener) {
        lock.lock();
        try {
            if (listeners.isEmpty()) {
                // nothing was read while nobody listened
                told = outbox.end();
            }
            // who joins later must not hear of what was committed before
            Position from = outbox.end();
            Consumer<Event> fresh = event -> {
                if (event.position().compareTo(from) > 0) {
                    listener.accept(event);
                }
            };
            listeners.add(fresh);
            begin();
            return () -> leave(fresh);
        } finally {
            lock.unlock();
        }
    }

    private void leave(Consumer<Event> listener) {
        lock.lock();
        try {
            listeners.remove(listener);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Outbox.Subscription watch(Runnable watcher) {
        lock.lock();
        try {
            watchers.add(watcher);
            begin();
            return () -> watchers.remove(watcher);
        } finally {
            lock.unlock();
        }
    }

    private void begin() {
        if (!carrying && !closed) {
            carrying = true;
            Thread.ofVirtual().name("outbox").start(this::carry);
            if (shared) {
                Thread.ofVirtual().name("outbox-look").start(this::lookNowAndThen);
            }
        }
    }

    private void lookNowAndThen() {
        while (isCarrying()) {
            LockSupport.parkNanos(this, LOOK.toNanos());
            wake();
        }
    }

    private boolean isCarrying() {
        lock.lock();
        try {
            return carrying;
        } finally {
            lock.unlock();
        }
    }

    void wake() {
        lock.lock();
        try {
            awake = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void settle() {
        Position last = outbox.last();
        lock.lock();
        try {
            while (carrying && !closed && !listeners.isEmpty() && told.compareTo(last) < 0) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            while (carrying) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void carry() {
        while (awaitWork()) {
            try {
                carryOn();
            } catch (RuntimeException unreadable) {
                LOG.error("the outbox cannot be read; trying again", unreadable);
                LockSupport.parkNanos(this, LOOK.toNanos());
                wake();
            }
        }
        lock.lock();
        try {
            carrying = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void carryOn() {
        watchers.forEach(Runnable::run);
        Position from = place();
        if (listeners.isEmpty()) {
            return;
        }
        List<Event> events = outbox.after(from, BATCH);
        for (Event event : events) {
            listeners.forEach(listener -> tell(listener, event));
        }
        if (!events.isEmpty()) {
            advance(from, events.getLast().position(), events.size() == BATCH);
        }
    }

    private Position place() {
        lock.lock();
        try {
            return told;
        } finally {
            lock.unlock();
        }
    }

    private boolean awaitWork() {
        lock.lock();
        try {
            while (!awake && !closed) {
                changed.await();
            }
            awake = false;
            return !closed;
        } catch (InterruptedException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Unless all have left and somebody new has come meanwhile. */
    private void advance(Position from, Position to, boolean more) {
        lock.lock();
        try {
            if (told.equals(from)) {
                told = to;
            }
            awake |= more;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static void tell(Consumer<Event> listener, Event event) {
        try {
            listener.accept(event);
        } catch (RuntimeException bug) {
            LOG.error("a listener failed on event {} {}", event.type(), event.id(), bug);
        }
    }
}
