package voipbin.bench.media;

import java.util.Arrays;
import voipbin.bench.Percentiles;

/** When the packets of each stream came: how far apart two of them were off 20 ms, and which are missing. */
final class Arrivals {

    private static final long FRAME_NANOS = 20_000_000;
    private static final int SLOTS = 1 << 15;

    private final int[] streams = new int[SLOTS];
    private final short[] sequences = new short[SLOTS];
    private final long[] before = new long[SLOTS];
    private final long[] deviations;
    private boolean noting;
    private int count;
    private long packets;
    private long lost;

    Arrivals(int most) {
        deviations = new long[most];
    }

    /** Forgets what came so far. */
    void begin(boolean wanted) {
        Arrays.fill(streams, 0);
        noting = wanted;
        count = 0;
        packets = 0;
        lost = 0;
    }

    void note(int stream, short sequence, long now) {
        int slot = slot(stream);
        packets++;
        if (streams[slot] == stream && noting) {
            int ahead = (short) (sequence - sequences[slot]);
            lost += Math.max(0, ahead - 1);
            if (ahead == 1 && count < deviations.length) {
                deviations[count++] = Math.abs(now - before[slot] - FRAME_NANOS);
            }
        }
        streams[slot] = stream;
        sequences[slot] = sequence;
        before[slot] = now;
    }

    private int slot(int stream) {
        int slot = (stream * 0x9E3779B1) >>> 17;
        while (streams[slot] != 0 && streams[slot] != stream) {
            slot = (slot + 1) % SLOTS;
        }
        return slot;
    }

    long packets() {
        return packets;
    }

    long lost() {
        return lost;
    }

    /** In nanoseconds. */
    Percentiles jitter() {
        return new Percentiles(Arrays.copyOf(deviations, count));
    }
}
