package voipbin.bench;

import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** What was changed when, and when whom was told of it. An event may be there before its request's answer is. */
final class Arrivals {

    private static final long PATIENCE = 20_000_000_000L;
    private static final long LOOK = 2_000_000;

    /** @param listener to whom */
    record Arrival(Change change, int listener, long nanos) {}

    private final Map<Change, Long> asked = new ConcurrentHashMap<>();
    private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();

    /** Of those of this round only: others are of one before, or of no account. */
    private record Heard(Change change, int listener) {}

    void asked(Change change, long nanos) {
        asked.put(change, nanos);
    }

    void arrived(String json, int listener) {
        long now = System.nanoTime();
        arrivals.add(new Arrival(Change.in(json), listener, now));
    }

    /** What a round of changes came to. */
    record Told(int deliveries, long first, long last, Percentiles lags) {}

    /**
     * Waits for them all.
     *
     * @param each how many are told of one change
     * @throws BenchFailure when some are not told in time
     */
    Told await(int each) {
        int wanted = asked.size() * each;
        Set<Heard> heard = new HashSet<>(2 * wanted);
        long[] lags = new long[wanted];
        int count = 0;
        long last = 0;
        for (long end = System.nanoTime() + PATIENCE; count < wanted; ) {
            Arrival arrival = arrivals.poll();
            if (arrival == null) {
                if (System.nanoTime() > end) {
                    throw new BenchFailure(wanted - count + " of " + wanted + " deliveries did not come");
                }
                LockSupport.parkNanos(LOOK);
                continue;
            }
            Long began = asked.get(arrival.change());
            if (began != null && heard.add(new Heard(arrival.change(), arrival.listener()))) {
                lags[count++] = arrival.nanos() - began;
                last = Math.max(last, arrival.nanos());
            }
        }
        long first = asked.values().stream().mapToLong(Long::longValue).min().orElseThrow();
        return new Told(count, first, last, new Percentiles(lags));
    }

    /** Forgets all, before another round. */
    void clear() {
        asked.clear();
        arrivals.clear();
    }
}
