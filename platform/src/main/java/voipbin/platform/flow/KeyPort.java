package voipbin.platform.flow;

import java.time.Duration;
import java.util.function.Consumer;

/** The keys of a call's telephone. */
public interface KeyPort {

    /** Tells of each key that the caller presses, from now on; on the media loop: must not block. */
    void listen(Consumer<Character> pressed);

    /**
     * Presses keys towards the caller, behind its back: returns at once.
     *
     * @throws voipbin.base.Problem when these are no keys
     */
    void send(String digits, Duration each, Duration gap);
}
