package voipbin.base;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How figures are spread, in buckets that are fixed beforehand. Safe for all threads. */
public final class Histogram {

    private final List<Double> bounds;
    private final List<LongAdder> buckets;
    private final DoubleAdder sum = new DoubleAdder();

    /** @param bounds the upper, inclusive end of each bucket but the last, which takes what is beyond; ascending */
    Histogram(List<Double> bounds) {
        this.bounds = List.copyOf(bounds);
        this.buckets = Stream.generate(LongAdder::new).limit(bounds.size() + 1).toList();
    }

    /** Takes one more; allocates nothing. */
    public void add(double figure) {
        int bucket = 0;
        while (bucket < bounds.size() && bounds.get(bucket) < figure) {
            bucket++;
        }
        buckets.get(bucket).increment();
        sum.add(figure);
    }

    public List<Double> bounds() {
        return bounds;
    }

    /** How many were up to each bound, and last how many there were at all. */
    public List<Long> upTo() {
        List<Long> upTo = new ArrayList<>();
        IntStream.range(0, buckets.size())
                .forEach(i -> upTo.add(buckets.get(i).sum() + (i == 0 ? 0 : upTo.get(i - 1))));
        return upTo;
    }

    public double sum() {
        return sum.sum();
    }
}
