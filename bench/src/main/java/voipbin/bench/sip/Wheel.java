package voipbin.bench.sip;

import java.util.ArrayList;
import java.util.List;

/** Remembers what is due when, to 10 ms. */
final class Wheel {

    private static final long TICK = 10_000_000;
    private static final int TICKS = 4096;

    /**
     * What is due.
     *
     * @param kind what about the call
     * @param count how often before
     */
    record Due(int call, int kind, int count) {}

    /** Acts on what is due. */
    @FunctionalInterface
    interface Action {
        void act(Due due) throws java.io.IOException;
    }

    private final List<List<Due>> ticks = new ArrayList<>();
    private long last;

    Wheel(long now) {
        for (int i = 0; i < TICKS; i++) {
            ticks.add(new ArrayList<>());
        }
        last = now / TICK;
    }

    /** @param at no more than 40 s ahead */
    void add(long at, Due due) {
        ticks.get((int) (Math.max(at / TICK, last + 1) % TICKS)).add(due);
    }

    void advance(long now, Action action) throws java.io.IOException {
        while (last < now / TICK) {
            last++;
            List<Due> due = ticks.get((int) (last % TICKS));
            List<Due> taken = List.copyOf(due);
            due.clear();
            for (Due one : taken) {
                action.act(one);
            }
        }
    }
}
