package voipbin.sip;

import java.time.Duration;

/**
 * When a stack has more to do than it can: once messages have waited longer than {@code target} for all of
 * {@code interval}, and there were at least a hundred of them. Then new INVITEs and REGISTERs get 503 until a message
 * has waited less. What belongs to a dialog is always served.
 *
 * @param target how long a message may wait between its arrival and its handling
 * @param interval how long that may be exceeded; zero turns nobody away
 * @param retryAfter the longest Retry-After, whole seconds; each is told 1 s up to this, by chance
 */
public record Overload(Duration target, Duration interval, Duration retryAfter) {

    /** 50 ms for 100 ms, 5 s. */
    public static final Overload STANDARD =
            new Overload(Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofSeconds(5));

    /** Never turns anybody away. */
    public static final Overload NEVER = new Overload(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1));
}
