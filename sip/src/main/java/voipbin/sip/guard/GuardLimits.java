package voipbin.sip.guard;

import java.time.Duration;
import java.util.List;

/**
 * What a source may do before it is met with silence.
 *
 * @param rate messages a second in the long run; more are dropped
 * @param burst messages at once
 * @param strangersPoints of offence that block a stranger
 * @param knownPoints the same for one who has proven a password within {@code acquaintance}
 * @param forgiveness in which one point is forgiven
 * @param acquaintance how long a proven password makes a source known
 * @param firstBlock how long the first block lasts; each further one twice as long
 * @param longestBlock up to this; one that has behaved so long begins anew
 * @param trusted are let through whatever they do: one's own carriers and proxies
 */
public record GuardLimits(
        int rate,
        int burst,
        int strangersPoints,
        int knownPoints,
        Duration forgiveness,
        Duration acquaintance,
        Duration firstBlock,
        Duration longestBlock,
        List<Network> trusted) {

    /**
     * 500 messages a second, 5,000 at once; ten offences, one forgiven every six seconds; blocks of one minute to a
     * day; nobody is trusted, not even loopback.
     */
    public static final GuardLimits STANDARD = new GuardLimits(
            500,
            5_000,
            10,
            100,
            Duration.ofSeconds(6),
            Duration.ofHours(2),
            Duration.ofMinutes(1),
            Duration.ofDays(1),
            List.of());

    public GuardLimits {
        trusted = List.copyOf(trusted);
    }

    /** The same, trusting these. */
    public GuardLimits trusting(List<Network> networks) {
        return new GuardLimits(
                rate,
                burst,
                strangersPoints,
                knownPoints,
                forgiveness,
                acquaintance,
                firstBlock,
                longestBlock,
                networks);
    }
}
