package voipbin.platform.call;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param dial until an outgoing call must be answered
 * @param duration of a whole call, from its start
 */
public record CallLimits(Duration dial, Duration duration) {

    public static final CallLimits STANDARD = new CallLimits(Duration.ofSeconds(60), Duration.ofHours(1));
}
