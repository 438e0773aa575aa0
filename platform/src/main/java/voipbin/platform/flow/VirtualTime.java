package voipbin.platform.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/** Time that passes at once, and what happens in it. For one thread. */
final class VirtualTime implements Time {

    /** @param order of those that happen at the same time */
    private record Happening(Instant at, int order, Runnable what) {}

    private static final Duration LONGEST = Duration.ofDays(30);

    private final Instant beginning;
    private final PriorityQueue<Happening> happenings =
            new PriorityQueue<>(Comparator.comparing(Happening::at).thenComparing(Happening::order));
    private Instant now;
    private int order;
    private boolean interrupted;

    VirtualTime(Instant beginning) {
        this.beginning = beginning;
        this.now = beginning;
    }

    @Override
    public Instant now() {
        return now;
    }

    /** Milliseconds since the beginning. */
    long elapsed() {
        return Duration.between(beginning, now).toMillis();
    }

    private Instant later(Duration wished) {
        Duration most = wished.compareTo(LONGEST) > 0 ? LONGEST : wished;
        return most.isNegative() ? now : now.plus(most);
    }

    /** @param after milliseconds from now on; what is below 0 is at once, and nothing is later than a month */
    void happen(long after, Runnable what) {
        happenings.add(new Happening(later(Duration.ofMillis(after)), order++, what));
    }

    /** What waits ends. */
    void interrupt() {
        interrupted = true;
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        await(() -> false, duration);
    }

    @Override
    public void await(BooleanSupplier holds, Duration limit) throws InterruptedException {
        Instant end = later(limit);
        while (!holds.getAsBoolean()) {
            Happening next = happenings.peek();
            if (next == null || next.at().isAfter(end)) {
                now = end;
                return;
            }
            happenings.remove();
            now = next.at();
            next.what().run();
            if (interrupted) {
                interrupted = false;
                throw new InterruptedException("at " + now);
            }
        }
    }

    @Override
    public void wake() {
        // who waits looks after each happening anyway
    }
}
