package voipbin.e2e.peer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** All that one phone reported, in order, waited for by tests. Safe for use by several threads. */
public final class Happenings {
    // the lock guards the list between the phone's reading thread and the waiting test
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private final List<Happening> all = new ArrayList<>();
    private final String phone;
    private final Supplier<String> output;

    /** @param output what is shown when a wait is in vain */
    Happenings(String phone, Supplier<String> output) {
        this.phone = phone;
        this.output = output;
    }

    void add(Happening.Kind kind, String detail) {
        lock.lock();
        try {
            all.add(new Happening(kind, Instant.now(), detail));
            added.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The first of its kind, waited for up to {@code limit}; fails the test if it never comes. */
    public Happening await(Happening.Kind kind, Duration limit) {
        return await(kind, 1, limit);
    }

    /** The n-th of its kind (from 1), waited for up to {@code limit}; fails the test if it never comes. */
    public Happening await(Happening.Kind kind, int nth, Duration limit) {
        var left = limit.toNanos();
        lock.lock();
        try {
            while (true) {
                var found = nth(kind, nth);
                if (found.isPresent()) {
                    return found.get();
                }
                if (left <= 0) {
                    throw new AssertionError("%s: no %s (%d.) within %s, but %s%n%s"
                            .formatted(phone, kind, nth, limit, all, output.get()));
                }
                left = added.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    /** How many of this kind there were so far. */
    public int count(Happening.Kind kind) {
        lock.lock();
        try {
            return (int) all.stream().filter(h -> h.kind() == kind).count();
        } finally {
            lock.unlock();
        }
    }

    /** Whether one of its kind comes within {@code limit}. */
    public boolean comesWithin(Happening.Kind kind, Duration limit) {
        lock.lock();
        try {
            var left = limit.toNanos();
            while (nth(kind, 1).isEmpty() && left > 0) {
                left = added.awaitNanos(left);
            }
            return nth(kind, 1).isPresent();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    private Optional<Happening> nth(Happening.Kind kind, int nth) {
        return all.stream().filter(h -> h.kind() == kind).skip(nth - 1L).findFirst();
    }
}
