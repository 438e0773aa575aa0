package voipbin.bench.sip;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import voipbin.bench.Percentiles;

/** What became of the calls of one run; times are nanoseconds, by {@link System#nanoTime}. */
final class CallRun {

    /** No answer at all within 32 s. */
    static final int SILENCE = 0;

    final long[] began;
    final long[] answered;

    /** The status of a refusal; {@link #SILENCE} as long as there is none. */
    final int[] refused;

    final boolean[] over;
    private int ended;
    private int open;
    private int repeats;

    CallRun(int calls) {
        began = new long[calls];
        answered = new long[calls];
        refused = new int[calls];
        over = new boolean[calls];
    }

    int calls() {
        return began.length;
    }

    void begin(int call, long now) {
        began[call] = now;
        open++;
    }

    void end(int call) {
        if (!over[call]) {
            over[call] = true;
            ended++;
            open--;
        }
    }

    void repeated() {
        repeats++;
    }

    int repeats() {
        return repeats;
    }

    /** Begun and not over. */
    int open() {
        return open;
    }

    boolean isOver() {
        return ended == calls();
    }

    int answeredCalls() {
        return (int) Arrays.stream(answered).filter(at -> at != 0).count();
    }

    int refusedWith(int status) {
        return (int) Arrays.stream(refused).filter(one -> one == status).count();
    }

    /**
     * How many were refused so, by when they began.
     *
     * @param period nanoseconds; one count for each, from the beginning of the first call on
     */
    int[] refusedWith(int status, long period) {
        long first = Arrays.stream(began).filter(at -> at != 0).min().orElse(0);
        long last = Arrays.stream(began).max().orElse(0);
        int[] counts = new int[last < first ? 0 : (int) ((last - first) / period) + 1];
        for (int call = 0; call < calls(); call++) {
            if (refused[call] == status) {
                counts[(int) ((began[call] - first) / period)]++;
            }
        }
        return counts;
    }

    /** Neither answered nor refused with 503. */
    int failed() {
        return calls() - answeredCalls() - refusedWith(503);
    }

    /** How many calls ended so, for those that were not answered. */
    String failures() {
        Map<Integer, Integer> all = new TreeMap<>();
        for (int call = 0; call < calls(); call++) {
            if (answered[call] == 0 && refused[call] != 503) {
                all.merge(refused[call], 1, Integer::sum);
            }
        }
        return all.isEmpty() ? "none" : all.toString().replace("0=", "silence=");
    }

    /** From the first INVITE to the 200, of those that were answered. */
    Percentiles setup() {
        long[] taken = new long[answeredCalls()];
        int next = 0;
        for (int call = 0; call < calls(); call++) {
            if (answered[call] != 0) {
                taken[next++] = answered[call] - began[call];
            }
        }
        return new Percentiles(taken);
    }

    /** When the last call began that was not answered, or later than that; 0 if there is none. */
    long lastBad(long slow) {
        long last = 0;
        for (int call = 0; call < calls(); call++) {
            if (answered[call] == 0 || answered[call] - began[call] > slow) {
                last = Math.max(last, began[call]);
            }
        }
        return last;
    }
}
