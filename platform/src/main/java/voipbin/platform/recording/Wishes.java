package voipbin.platform.recording;

import java.time.Duration;
import voipbin.base.Problem;
import voipbin.media.record.EndKey;
import voipbin.media.record.Limits;
import voipbin.platform.flow.RecordingPort.Wish;

/** Reads how somebody wants to record. */
final class Wishes {

    private Wishes() {}

    /** @throws Problem 400 when it cannot be done so */
    static Limits limits(Wish wish) {
        if (!wish.format().equals("wav")) {
            throw Problem.invalid("format", "must be wav");
        }
        return new Limits(
                seconds("end_of_silence", wish.endOfSilence()),
                key(wish.endOfKey()),
                seconds("duration", wish.duration()));
    }

    private static Duration seconds(String field, int seconds) {
        if (seconds < 0) {
            throw Problem.invalid(field, "must not be negative; 0 is without a limit");
        }
        return Duration.ofSeconds(seconds);
    }

    private static EndKey key(String key) {
        return switch (key) {
            case "", "none" -> EndKey.NONE;
            case "any" -> EndKey.ANY;
            case "*" -> EndKey.STAR;
            case "#" -> EndKey.POUND;
            default -> throw Problem.invalid("end_of_key", "must be none, any, * or #");
        };
    }
}
