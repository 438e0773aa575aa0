package voipbin.sip;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import voipbin.sip.message.Header;
import voipbin.sip.message.Message;

/**
 * Work that messages have begun and that waits for something slower than SIP, such as a database: messages are read as
 * fast as ever meanwhile, so {@link Overload} sees nothing of it. When more than a hundred wait and the oldest has
 * waited for half a second, no more are let in until it is through; waiting measures what the machine can do, a number
 * would not. Any thread.
 */
public final class Backlog {

    /** Fewer are no overload, whatever one of them waits for. */
    private static final int CROWD = 100;

    /** Seconds. */
    private static final int LONGEST_RETRY = 5;

    /** SIP repeats a request after this: what waits longer makes more work of itself. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

    private final LongSupplier nanos;
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicInteger size = new AtomicInteger();
    private final ConcurrentSkipListMap<Long, Long> begun = new ConcurrentSkipListMap<>();

    /** @param nanos a clock that only goes forward, in nanoseconds */
    public Backlog(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Lets one in, and says what to name when it {@link #leaves}; empty for one too many. */
    public Optional<Long> enters() {
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

    /** It is through, however it ended. */
    public void leaves(long number) {
        if (begun.remove(number) != null) {
            size.decrementAndGet();
        }
    }

    /** How many wait. */
    public int size() {
        return size.get();
    }

    /** What a 503 to one too many says: not all at the same time again. */
    public static Header retryAfter(Message turnedAway) {
        long wait = 1 + Math.floorMod(turnedAway.callId().hashCode(), LONGEST_RETRY);
        return new Header("Retry-After", Long.toString(wait));
    }
}
