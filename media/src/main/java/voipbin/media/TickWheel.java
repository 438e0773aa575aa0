package voipbin.media;

import java.util.ArrayList;
import java.util.List;

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

    /** After a stall as long as this (a suspended machine) catching up would only flood the peers. */
    static final long HOPELESS_NANOS = 500_000_000;

    private final List<List<Ticking>> phases = new ArrayList<>();
    private final long origin;
    private long step;
    private int size;

    TickWheel(long now) {
        origin = now;
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
    int run(long now) {
        int skipped = 0;
        long end = step + PHASES;
        while (size > 0 && step < end && origin + step * PHASE_NANOS - now <= 0) {
            boolean hopeless = now - (origin + step * PHASE_NANOS) > HOPELESS_NANOS;
            end += hopeless ? 1 : 0;
            List<Ticking> due = phase(step);
            for (int i = 0; i < due.size(); i++) {
                if (hopeless) {
                    due.get(i).skip();
                    skipped++;
                } else {
                    due.get(i).tick(now);
                }
            }
            step++;
        }
        return skipped;
    }
}
