package voipbin.media;

import java.time.Duration;

/** Hears the keys that the peer presses (RFC 4733). */
@FunctionalInterface
public interface DigitListener {

    /**
     * A key has been released. Called once a key press, on the media loop: must not block.
     *
     * @param digit one of {@code 0-9 * # A-D}
     * @param duration how long the key was held
     */
    void digit(char digit, Duration duration);
}
