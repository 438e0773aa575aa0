package voipbin.platform.push;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Id;
import voipbin.platform.push.Deliveries.Result;
import voipbin.platform.push.WebhookSender.Claimed;

/**
 * Those who make one customer's deliveries: a virtual thread each, as many as the customer may have, gone when idle.
 */
final class Crew {

    private static final Logger LOG = LoggerFactory.getLogger(Crew.class);

    /** Who may work at the same time, over all customers: those whose targets answer, and those whose do not. */
    record Contingents(Semaphore together, Semaphore failing) {}

    private final Id<?> customer;
    private final Deliveries deliveries;
    private final Contingents contingents;
    private final int most;

    /** Guards the fields below: who wakes the crew and who is about to leave it must not miss each other. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Set<Thread> working = new HashSet<>();
    private boolean again;
    private boolean failing;
    private boolean closed;

    Crew(Id<?> customer, Deliveries deliveries, Contingents contingents, int most) {
        this.customer = customer;
        this.deliveries = deliveries;
        this.contingents = contingents;
        this.most = most;
    }

    /** There is so much to do. */
    void wake(int work) {
        lock.lock();
        try {
            int room = (failing ? 1 : most) - working.size();
            // those who are there look once more before they leave
            again = true;
            for (int i = 0; i < Math.min(work, room) && !closed; i++) {
                working.add(Thread.ofVirtual().name("webhooks-" + customer).start(this::work));
            }
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        try {
            do {
                Semaphore contingent = contingent();
                contingent.acquire();
                try {
                    deliver(contingent);
                } finally {
                    contingent.release();
                }
            } while (stays());
        } catch (InterruptedException closing) {
            leave();
        } catch (RuntimeException broken) {
            // what was claimed is due again when its lease ends
            LOG.error("webhooks of customer {} cannot be sent", customer, broken);
            leave();
        }
    }

    /** Until nothing is due, or the customer belongs to the other contingent. */
    private void deliver(Semaphore contingent) {
        Optional<Claimed> claimed = deliveries.claim(customer);
        while (claimed.isPresent()) {
            Result result = deliveries.attempt(claimed.get());
            note(result);
            claimed = contingent() == contingent && !isClosed() ? deliveries.claim(customer) : Optional.empty();
        }
    }

    private void note(Result result) {
        lock.lock();
        try {
            boolean recovered = failing && result == Result.ANSWERED;
            again |= failing != (result == Result.FAILED);
            failing = result == Result.FAILED;
            if (recovered) {
                wake(most);
            }
        } finally {
            lock.unlock();
        }
    }

    private Semaphore contingent() {
        lock.lock();
        try {
            return failing ? contingents.failing() : contingents.together();
        } finally {
            lock.unlock();
        }
    }

    private boolean stays() {
        lock.lock();
        try {
            boolean stay = again && !closed && (!failing || working.size() == 1);
            if (stay) {
                again = false;
            } else {
                working.remove(Thread.currentThread());
            }
            return stay;
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            working.remove(Thread.currentThread());
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Cuts short what is under way; it will be tried again as if it never was. */
    void close() {
        Set<Thread> stopped;
        lock.lock();
        try {
            closed = true;
            stopped = Set.copyOf(working);
        } finally {
            lock.unlock();
        }
        stopped.forEach(Thread::interrupt);
        for (Thread thread : stopped) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
