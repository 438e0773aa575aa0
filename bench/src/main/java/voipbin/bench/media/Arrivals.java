package voipbin.bench.media;

import java.util.Arrays;
import voipbin.bench.Percentiles;

/**
 * When the packets of each stream came, and which are missing. Jitter is how much further apart two of them came than
 * they were sent (D of RFC 3550, 6.4.1): by us, late as we may be, or by the server, which has to send every 20 ms.
 */
final class Arrivals {

    private static final long FRAME_NANOS = 20_000_000;
    private static final int SLOTS = 1 << 15;

    private final int[] streams = new int[SLOTS];
    private final short[] sequences = new short[SLOTS];
    private final long[] cameBefore = new long[SLOTS];
    private final long[] sentBefore = new long[SLOTS];
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

    void note(Peers.Heard heard) {
        int slot = slot(heard.stream());
        packets++;
        if (streams[slot] == heard.stream() && noting) {
            int ahead = (short) (heard.sequence() - sequences[slot]);
            lost += Math.max(0, ahead - 1);
            if (ahead == 1 && count < deviations.length) {
                deviations[count++] = Math.abs(heard.came() - cameBefore[slot] - apart(sentBefore[slot], heard.sent()));
            }
        }
        streams[slot] = heard.stream();
        sequences[slot] = heard.sequence();
        cameBefore[slot] = heard.came();
        sentBefore[slot] = heard.sent();
    }

    private static long apart(long before, long sent) {
        return before == Peers.Heard.MADE || sent == Peers.Heard.MADE ? FRAME_NANOS : sent - before;
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
