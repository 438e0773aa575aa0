package voipbin.platform.push;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Id;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Outbox;
import voipbin.platform.push.DeliveryQueue.Due;

/**
 * Keeps webhooks going: one thread makes deliveries of new events, another looks for those that are due again and
 * clears away what is old; both wake the crews of the customers concerned.
 */
final class WebhookRounds implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookRounds.class);
    private static final Duration SHORTEST_LOOK = Duration.ofMillis(10);
    /** Between rounds that made nothing: who has no webhook need not have each of his changes looked at by itself. */
    private static final Duration UNWANTED = Duration.ofMillis(10);

    private static final Duration QUIET = Duration.ofMillis(200);
    private static final Duration BETWEEN_CLEARINGS = Duration.ofMinutes(1);

    /** What it sets going. */
    record Parts(Db db, Dispatcher dispatcher, DeliveryQueue queue, Deliveries deliveries, Clearing clearing) {}

    private final Parts parts;
    private final WebhookSettings settings;
    private final Clock clock;
    private final Map<Id<?>, Crew> crews = new ConcurrentHashMap<>();
    private final Function<Id<?>, Crew> hire;
    private final AtomicBoolean fresh = new AtomicBoolean(true);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    /** Whether the thread that dispatches is not to be woken by each commit. */
    private volatile boolean resting;

    private Outbox.@Nullable Subscription subscription;
    private Instant cleared = Instant.EPOCH;

    /** When there was an event last, of the thread that dispatches. */
    private long heard = System.nanoTime();

    WebhookRounds(Parts parts, WebhookSettings settings, Clock clock) {
        this.parts = parts;
        this.settings = settings;
        this.clock = clock;
        Crew.Contingents contingents = new Crew.Contingents(
                new Semaphore(settings.crews().together()),
                new Semaphore(settings.crews().failing()));
        this.hire = customer -> new Crew(
                customer, parts.deliveries(), contingents, settings.crews().perCustomer());
    }

    void start() {
        Thread dispatching = Thread.ofVirtual().name("webhooks-dispatch").unstarted(this::dispatchOn);
        subscription = parts.db().outbox().watch(() -> {
            fresh.set(true);
            if (!resting) {
                LockSupport.unpark(dispatching);
            }
        });
        dispatching.start();
        threads.add(dispatching);
        threads.add(Thread.ofVirtual().name("webhooks-rounds").start(this::goRounds));
    }

    private void dispatchOn() {
        while (!closed) {
            try {
                if (fresh.getAndSet(false)) {
                    dispatchAll();
                } else if (parts.dispatcher().isSettled()) {
                    LockSupport.park(this);
                } else {
                    LockSupport.parkNanos(this, QUIET.toNanos());
                }
                settleWhenQuiet();
            } catch (RuntimeException broken) {
                LOG.error("events cannot be made webhooks; trying again", broken);
                fresh.set(true);
                pause(settings.look());
            }
        }
    }

    private void settleWhenQuiet() {
        if (System.nanoTime() - heard > QUIET.toNanos()) {
            parts.dispatcher().settle();
        }
    }

    private void dispatchAll() {
        boolean wanted = false;
        Dispatcher.Round round;
        do {
            round = parts.dispatcher().next();
            round.made().forEach(this::wake);
            wanted |= !round.made().isEmpty();
            if (round.events() > 0) {
                heard = System.nanoTime();
            }
        } while (round.more() && !closed);
        if (!wanted) {
            rest();
        }
    }

    /** That there was a commit is no reason to go on at once. */
    private void rest() {
        resting = true;
        long end = System.nanoTime() + UNWANTED.toNanos();
        for (long left = UNWANTED.toNanos(); left > 0 && !closed; left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
        resting = false;
    }

    private void goRounds() {
        while (!closed) {
            try {
                pause(wakeDue());
                clear();
            } catch (RuntimeException broken) {
                LOG.error("due webhooks cannot be looked for; trying again", broken);
                pause(settings.look());
            }
        }
    }

    /** Wakes the crews with something to do; how long until the next round. */
    private Duration wakeDue() {
        Instant now = clock.instant();
        Instant next = now.plus(settings.look());
        Id<?> behind = Id.nil();
        while (!closed) {
            Id<?> last = behind;
            Optional<Due> due = parts.db().read(tx -> parts.queue().dueBehind(tx, last));
            if (due.isEmpty()) {
                break;
            }
            behind = due.get().customer();
            Instant at = due.get().at();
            if (!at.isAfter(now)) {
                int most = settings.crews().perCustomer();
                Id<?> customer = behind;
                wake(customer, parts.db().read(tx -> parts.queue().due(tx, customer, most)));
            } else if (at.isBefore(next)) {
                next = at;
            }
        }
        Duration wait = Duration.between(now, next);
        return wait.compareTo(SHORTEST_LOOK) < 0 ? SHORTEST_LOOK : wait;
    }

    private void clear() {
        Instant now = clock.instant();
        if (cleared.plus(BETWEEN_CLEARINGS).isBefore(now)) {
            cleared = now;
            while (!closed && parts.clearing().some(now)) {
                // in small pieces: other work goes in between
            }
        }
    }

    private void wake(Id<?> customer, int work) {
        if (!closed) {
            crews.computeIfAbsent(customer, hire).wake(work);
        }
    }

    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    /** What is under way is given back. */
    @Override
    public void close() {
        closed = true;
        if (subscription != null) {
            subscription.close();
        }
        threads.forEach(LockSupport::unpark);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        crews.values().forEach(Crew::close);
    }
}
