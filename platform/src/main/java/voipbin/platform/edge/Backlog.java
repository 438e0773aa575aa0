package voipbin.platform.edge;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Calls to us that are being looked at: SIP reads them as fast as ever when it is the database that is slow. When many
 * wait and the oldest has waited long, no more are let in until it is through; waiting measures what the machine can
 * do, a number would not. Any thread.
 */
final class Backlog {

    /** Fewer are no overload, whatever one of them waits for. */
    private static final int CROWD = 100;

    /** A caller's SIP repeats its INVITE after this: what waits longer makes more work of itself. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

    private final LongSupplier nanos;
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicInteger size = new AtomicInteger();
    private final ConcurrentSkipListMap<Long, Long> begun = new ConcurrentSkipListMap<>();

    Backlog(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Lets one in, and says what to name when it {@link #leaves}; empty for one too many. */
    Optional<Long> enters() {
        long now = nanos.getAsLong();
        Map.Entry<Long, Long> oldest = begun.firstEntry();
        if (size.get() >= CROWD && oldest != null && now - oldest.getValue() > LONGEST_WAIT.toNanos()) {
            return Optional.empty();
        }
        long number = numbers.incrementAndGet();
        begun.put(number, now);
        size.incrementAndGet();
        return Optional.of(number);
    }

    void leaves(long number) {
        if (begun.remove(number) != null) {
            size.decrementAndGet();
        }
    }

    int size() {
        return size.get();
    }
}
