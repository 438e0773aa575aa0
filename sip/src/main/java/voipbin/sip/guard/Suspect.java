package voipbin.sip.guard;

import java.time.Duration;
import java.time.Instant;

/** What is remembered of one source. Used under the guard's lock. */
final class Suspect {

    /** A request of ours may bring as many messages: provisional and final responses, repeated ones, a BYE. */
    private static final int ANSWERS = 10;

    private double tokens;
    private Instant filled;
    private double points;
    private Instant counted;
    private Instant knownUntil = Instant.MIN;
    private int blocks;
    private Instant blockedUntil = Instant.MIN;

    Suspect(GuardLimits limits, Instant now) {
        this.tokens = limits.burst();
        this.filled = now;
        this.counted = now;
    }

    /** A token bucket: one a message. */
    boolean takesToken(GuardLimits limits, Instant now) {
        tokens = Math.min(limits.burst(), tokens + seconds(filled, now) * limits.rate());
        filled = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    /** It is owed so many messages more, since we have asked for them. */
    void mayAnswer(GuardLimits limits) {
        tokens = Math.min(limits.burst(), tokens + ANSWERS);
    }

    boolean isBlocked(Instant now) {
        return now.isBefore(blockedUntil);
    }

    void proved(GuardLimits limits, Instant now) {
        knownUntil = now.plus(limits.acquaintance());
        points = 0;
    }

    /** Whether that was too much. */
    boolean offends(Offence offence, GuardLimits limits, Instant now) {
        double forgiven = seconds(counted, now) / (limits.forgiveness().toMillis() / 1000.0);
        points = Math.max(0, points - forgiven) + offence.points();
        counted = now;
        return points >= (now.isBefore(knownUntil) ? limits.knownPoints() : limits.strangersPoints());
    }

    /** Twice as long as the last time, unless that is long ago. */
    Block block(Source source, Offence reason, GuardLimits limits, Instant now) {
        boolean reformed = blockedUntil.isBefore(now.minus(limits.longestBlock()));
        blocks = reformed ? 1 : blocks + 1;
        long times = 1L << Math.min(blocks - 1, 30);
        Duration length = limits.firstBlock().multipliedBy(times);
        blockedUntil = now.plus(length.compareTo(limits.longestBlock()) > 0 ? limits.longestBlock() : length);
        points = 0;
        return new Block(source.toString(), reason, now, blockedUntil, blocks);
    }

    private static double seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis()) / 1000.0;
    }
}
