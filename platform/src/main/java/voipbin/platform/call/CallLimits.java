package voipbin.platform.call;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param dial until an outgoing call must be answered
 * @param duration of a whole call, from its start
 * @param silence after which a far end that is to send and does not counts as gone; zero for never
 * @param release from letting go of a leg until it counts as gone, whatever the far end says
 */
public record CallLimits(Duration dial, Duration duration, Duration silence, Duration release) {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    public CallLimits(Duration dial, Duration duration, Duration silence) {
        this(dial, duration, silence, PATIENCE);
    }

    /** Without a limit to silence. */
    public CallLimits(Duration dial, Duration duration) {
        this(dial, duration, Duration.ZERO);
    }
}
