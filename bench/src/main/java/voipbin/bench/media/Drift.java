package voipbin.bench.media;

import java.util.HashMap;
import java.util.Map;

/**
 * Whether streams keep their time. How late a packet comes says little; that the least late ones of the end come as
 * late as those of the beginning says that timestamps go on as fast as time does. Sequence numbers say what was lost.
 * For one thread.
 */
final class Drift implements Peers.Notes {

    private static final double FRAME_NANOS = 20_000_000;
    private static final double TICK_NANOS = 125_000;

    private static final class Stream {
        long ticks;
        long packets;
        long lost;
        double earliestFirst = Double.MAX_VALUE;
        double earliestLast = Double.MAX_VALUE;
        short before;
        int beforeTicks;
    }

    private final long firstUntil;
    private final long lastFrom;
    private final Map<Integer, Stream> streams = new HashMap<>();

    /**
     * Both by {@link System#nanoTime}.
     *
     * @param firstUntil when the beginning is over
     * @param lastFrom when the end begins
     */
    Drift(long firstUntil, long lastFrom) {
        this.firstUntil = firstUntil;
        this.lastFrom = lastFrom;
    }

    @Override
    public void note(Peers.Heard heard) {
        Stream known = streams.get(heard.stream());
        if (known == null) {
            known = new Stream();
            known.before = (short) (heard.sequence() - 1);
            known.beforeTicks = heard.timestamp();
            streams.put(heard.stream(), known);
        }
        int ahead = (short) (heard.sequence() - known.before);
        known.ticks += heard.timestamp() - known.beforeTicks;
        known.lost += Math.max(0, ahead - 1L);
        known.packets++;
        known.before = heard.sequence();
        known.beforeTicks = heard.timestamp();
        long now = heard.came();
        double late = now - known.ticks * TICK_NANOS;
        if (now - firstUntil < 0) {
            known.earliestFirst = Math.min(known.earliestFirst, late);
        } else if (now - lastFrom > 0) {
            known.earliestLast = Math.min(known.earliestLast, late);
        }
    }

    int streams() {
        return streams.size();
    }

    long packets() {
        return streams.values().stream().mapToLong(stream -> stream.packets).sum();
    }

    long lost() {
        return streams.values().stream().mapToLong(stream -> stream.lost).sum();
    }

    /** How many streams did not last from the beginning to the end. */
    long broken() {
        return streams.values().stream()
                .filter(stream -> stream.earliestFirst == Double.MAX_VALUE || stream.earliestLast == Double.MAX_VALUE)
                .count();
    }

    /** The most frames of 20 ms that a stream was off, early or late. */
    double most() {
        return streams.values().stream()
                .filter(stream -> stream.earliestLast != Double.MAX_VALUE)
                .mapToDouble(stream -> Math.abs(stream.earliestLast - stream.earliestFirst) / FRAME_NANOS)
                .max()
                .orElse(0);
    }
}
