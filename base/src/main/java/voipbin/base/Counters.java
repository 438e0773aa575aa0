package voipbin.base;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * What a room counts, by dotted name ({@code sip.messages.malformed}), without knowing who reads it. Safe for all
 * threads; take a counter once and keep it, adding to it then costs no look-up.
 */
public final class Counters {

    private final ConcurrentMap<String, LongAdder> counters = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, LongSupplier> gauges = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Histogram> histograms = new ConcurrentHashMap<>();

    /** The counter of this name, made at the first asking; it only ever grows. */
    public LongAdder counter(String name) {
        return counters.computeIfAbsent(name, _ -> new LongAdder());
    }

    /** A figure that goes up and down and is read when somebody asks, e.g. {@code sip.transactions}. */
    public void gauge(String name, LongSupplier read) {
        gauges.put(name, read);
    }

    /**
     * The spread of a figure of this name, made at the first asking.
     *
     * @param bounds of its buckets, ascending
     */
    public Histogram histogram(String name, List<Double> bounds) {
        return histograms.computeIfAbsent(name, _ -> new Histogram(bounds));
    }

    /** All histograms, by name. */
    public Map<String, Histogram> spreads() {
        return new TreeMap<>(histograms);
    }

    /** All counters as they are now, by name. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        counters.forEach((name, adder) -> counts.put(name, adder.sum()));
        return counts;
    }

    /** All gauges as they are now, by name. */
    public Map<String, Long> levels() {
        Map<String, Long> levels = new TreeMap<>();
        gauges.forEach((name, read) -> levels.put(name, read.getAsLong()));
        return levels;
    }
}
