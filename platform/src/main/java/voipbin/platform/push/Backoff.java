package voipbin.platform.push;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When to try again: after {@code first}, then twice as long each time up to {@code longest}, each time up to a fifth
 * more or less so that many do not come back at once; given up when the next attempt would be later than {@code life}
 * after the beginning.
 */
public record Backoff(Duration first, Duration longest, Duration life) {

    public static final Backoff STANDARD =
            new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofHours(24));

    private static final int MOST_DOUBLINGS = 30;
    private static final double JITTER = 0.2;

    /**
     * @param attempts so many have failed, at least 1
     * @param asked how long the target asked to be left alone (Retry-After); at most to the end of the life
     * @return empty when it is given up
     */
    Optional<Instant> next(int attempts, Instant begin, Instant now, Duration asked, RandomGenerator random) {
        Instant end = begin.plus(life);
        if (!now.isBefore(end)) {
            return Optional.empty();
        }
        long doubled = first.toMillis() << Math.min(attempts - 1, MOST_DOUBLINGS);
        double wait = Math.min(longest.toMillis(), doubled) * (1 + JITTER * (2 * random.nextDouble() - 1));
        Instant next = now.plusMillis(Math.round(wait));
        if (!asked.isZero()) {
            Instant allowed = now.plus(asked);
            return Optional.of(allowed.isAfter(next) ? earlier(allowed, end) : next);
        }
        return next.isAfter(end) ? Optional.empty() : Optional.of(next);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
