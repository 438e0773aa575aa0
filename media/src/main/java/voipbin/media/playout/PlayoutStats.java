package voipbin.media.playout;

import java.time.Duration;

/**
 * A playout's figures.
 *
 * @param late packets that came after their time had been made up
 * @param duplicates packets that came twice while the first waited
 * @param concealed the time that was made up: for what was lost or late, and before silence is silent
 * @param cut the time that was left out to become earlier again
 * @param delay how long a packet with no delay of its own waits now
 */
public record PlayoutStats(long late, long duplicates, Duration concealed, Duration cut, Duration delay) {

    /** Nothing yet. */
    public static final PlayoutStats NOTHING = new PlayoutStats(0, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /** Both together; the delay is the other's. */
    public PlayoutStats plus(PlayoutStats other) {
        return new PlayoutStats(
                late + other.late,
                duplicates + other.duplicates,
                concealed.plus(other.concealed),
                cut.plus(other.cut),
                other.delay);
    }
}
