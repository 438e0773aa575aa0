package voipbin.media.record;

import java.time.Duration;

/**
 * What ends a recording by itself.
 *
 * @param silence of the peer for so long in one go, zero for never
 * @param duration of the whole, pauses included; zero for no end
 */
public record Limits(Duration silence, EndKey key, Duration duration) {

    /** Nothing does. */
    public static final Limits NONE = new Limits(Duration.ZERO, EndKey.NONE, Duration.ZERO);
}
