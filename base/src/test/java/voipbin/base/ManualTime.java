package voipbin.base;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Time that stands still until a test moves it; due callbacks run on the test's thread, in the order of their times.
 */
public final class ManualTime extends Clock implements Timers, InstantSource {

    private record Due(Instant at, long order, Runnable callback) {}

    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::order));
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long order;

    @Override
    public Timer after(Duration delay, Runnable callback) {
        Due due = new Due(now.plus(delay), order++, callback);
        queue.add(due);
        return () -> queue.remove(due);
    }

    public void advance(Duration by) {
        Instant until = now.plus(by);
        while (!queue.isEmpty() && !queue.peek().at().isAfter(until)) {
            Due due = queue.remove();
            now = due.at();
            due.callback().run();
        }
        now = until;
    }

    /** How many callbacks wait: zero when everything has been cleaned up. */
    public int pending() {
        return queue.size();
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
