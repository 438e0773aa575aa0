package voipbin.sip.registrar;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Slows down who guesses a password: per source address and user, three wrong tries are free, the next ones wait 1, 2,
 * 4 and 8 s, then there is silence until a minute has passed. A try counts when it comes in, so that many at once gain
 * nothing. Safe for all threads.
 */
final class Brake {

    record Who(InetAddress source, String host, String user) {}

    private record Tries(int count, Instant last) {}

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int FREE = 3;
    private static final int DELAYED = 4;

    /** Beyond this many, old entries are swept: memory stays small under a flood from many addresses. */
    private static final int SWEEP_AT = 10_000;

    private final InstantSource clock;
    private final Map<Who, Tries> tries = new ConcurrentHashMap<>();

    Brake(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether to stay silent. */
    boolean isSilent(Who who) {
        Tries known = tries.get(who);
        return known != null && known.count() >= FREE + DELAYED && !isOver(known);
    }

    /** Counts a try; how long to wait before looking at it, empty for silence. */
    Optional<Duration> enter(Who who) {
        if (isSilent(who)) {
            return Optional.empty();
        }
        if (tries.size() > SWEEP_AT) {
            tries.values().removeIf(this::isOver);
        }
        Instant now = clock.instant();
        Tries counted =
                tries.merge(who, new Tries(1, now), (old, one) -> isOver(old) ? one : new Tries(old.count() + 1, now));
        int late = counted.count() - FREE;
        if (late > DELAYED) {
            return Optional.empty();
        }
        return Optional.of(late <= 0 ? Duration.ZERO : Duration.ofSeconds(1L << (late - 1)));
    }

    /** The try has not been looked at. */
    void takeBack(Who who) {
        tries.computeIfPresent(who, (_, old) -> old.count() > 1 ? new Tries(old.count() - 1, old.last()) : null);
    }

    /** The try was right, or no try at all. */
    void forgive(Who who) {
        tries.remove(who);
    }

    private boolean isOver(Tries known) {
        return !clock.instant().isBefore(known.last().plus(WINDOW));
    }
}
