package voipbin.platform.flow.action;

import java.time.Duration;

/** Reads the times of options, which are milliseconds. */
final class Millis {

    /** Longer than any call lives. */
    private static final long MOST = Duration.ofDays(1).toMillis();

    private Millis() {}

    /** What is below 0 is none, and nothing takes longer than a day. */
    static Duration of(long millis) {
        return Duration.ofMillis(Math.clamp(millis, 0, MOST));
    }
}
