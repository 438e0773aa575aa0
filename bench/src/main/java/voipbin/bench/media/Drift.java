package voipbin.bench.media;

import java.util.HashMap;
import java.util.Map;

/**
 * Whether streams keep their time. How late a packet comes says little; that the least late ones of the end come as
 * late as those of the beginning says that as many packets were sent as frames of 20 ms have gone by. For one thread.
 */
final class Drift implements Peers.Notes {

    private static final double FRAME_NANOS = 20_000_000;

    private static final class Stream {
        long sequence;
        long packets;
        long lost;
        double earliestFirst = Double.MAX_VALUE;
        double earliestLast = Double.MAX_VALUE;
        short before;
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
    public void note(int stream, short sequence, long now) {
        Stream known = streams.get(stream);
        if (known == null) {
            known = new Stream();
            known.before = (short) (sequence - 1);
            streams.put(stream, known);
        }
        int ahead = (short) (sequence - known.before);
        known.sequence += ahead;
        known.lost += Math.max(0, ahead - 1L);
        known.packets++;
        known.before = sequence;
        double late = now - known.sequence * FRAME_NANOS;
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

    /** The most packets that a stream was off, early or late. */
    double most() {
        return streams.values().stream()
                .filter(stream -> stream.earliestLast != Double.MAX_VALUE)
                .mapToDouble(stream -> Math.abs(stream.earliestLast - stream.earliestFirst) / FRAME_NANOS)
                .max()
                .orElse(0);
    }
}
