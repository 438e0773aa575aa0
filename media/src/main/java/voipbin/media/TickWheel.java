package voipbin.media;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import voipbin.base.Histogram;

/**
 * The 20 ms clock of a loop: ten phases of 2 ms, so that a thousand legs do not all send in the same instant. A leg's
 * frame n is due at a fixed time n * 20 ms after its first; a late tick is made up for at once and shifts nothing.
 * Confined to the loop.
 */
final class TickWheel {

    /** What ticks. Must not add or remove while it is ticked. */
    interface Ticking {

        void tick(long now);

        /** A tick so late that nothing it sends is of any use; only time goes by. */
        void skip();
    }

    static final int PHASES = 10;
    static final long PHASE_NANOS = 2_000_000;
    private static final double NANOS_A_MILLI = 1e6;

    /** After a stall as long as this (a suspended machine) catching up would only flood the peers. */
    static final long HOPELESS_NANOS = 500_000_000;

    private final List<List<Ticking>> phases = new ArrayList<>();
    private final long origin;
    private final Histogram lateness;
    private long step;
    private int size;

    /** @param lateness gets how many milliseconds after its time each phase that is not empty has its turn */
    TickWheel(long now, Histogram lateness) {
        origin = now;
        this.lateness = lateness;
        for (int i = 0; i < PHASES; i++) {
            phases.add(new ArrayList<>());
        }
    }

    /** Begins to tick in the emptiest phase. */
    void add(Ticking ticking, long now) {
        if (size == 0) {
            step = Math.ceilDiv(now - origin, PHASE_NANOS);
        }
        List<Ticking> emptiest = phase(step);
        for (int i = 1; i < PHASES; i++) {
            if (phase(step + i).size() < emptiest.size()) {
                emptiest = phase(step + i);
            }
        }
        emptiest.add(ticking);
        size++;
    }

    void remove(Ticking ticking) {
        for (List<Ticking> phase : phases) {
            if (phase.remove(ticking)) {
                size--;
            }
        }
    }

    private List<Ticking> phase(long at) {
        return phases.get((int) (at % PHASES));
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** When somebody is due next. */
    long nextDue() {
        long at = step;
        while (phase(at).isEmpty() && at < step + PHASES) {
            at++;
        }
        return origin + at * PHASE_NANOS;
    }

    /**
     * Ticks all that are due, but nobody twice, for which it is to be called again: in a stall packets have gathered as
     * ticks have, and who ticks without having read its packet believes it lost. Returns how many ticks were skipped.
     */
    int run(LongSupplier clock) {
        int skipped = 0;
        long end = step + PHASES;
        while (size > 0 && step < end) {
            long now = clock.getAsLong();
            long late = now - (origin + step * PHASE_NANOS);
            if (late < 0) {
                break;
            }
            boolean hopeless = late > HOPELESS_NANOS;
            end += hopeless ? 1 : 0;
            skipped += run(phase(step), now, late, hopeless);
            step++;
        }
        return skipped;
    }

    private int run(List<Ticking> due, long now, long late, boolean hopeless) {
        if (!due.isEmpty()) {
            lateness.add(late / NANOS_A_MILLI);
        }
        for (int i = 0; i < due.size(); i++) {
            if (hopeless) {
                due.get(i).skip();
            } else {
                due.get(i).tick(now);
            }
        }
        return hopeless ? due.size() : 0;
    }
}
