package voipbin.media;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import voipbin.media.rtp.TelephoneEvent;

/**
 * Presses keys one after another, a tick at a time (RFC 4733 §2.5.1): while a key is held one packet a tick with the
 * timestamp of its beginning and a growing duration, then its end three times, then the gap. Confined to the loop.
 */
final class DigitSender {

    /** One key press, in ticks of 20 ms. */
    record Press(char digit, int held, int gap) {}

    /** The end is told three times (RFC 4733 §2.5.1.4). */
    static final int ENDS = 3;

    private final Queue<Press> waiting = new ArrayDeque<>();
    private @Nullable Press current;
    private int tick;
    private int timestamp;

    void press(Press press) {
        waiting.add(press);
    }

    /** Whether no key is held or waits. */
    boolean isIdle() {
        return current == null && waiting.isEmpty();
    }

    /** Begins the tick whose frame has this timestamp; false when no key is to be sent in it. */
    boolean begin(int now) {
        Press press = current;
        if (press != null && tick == press.held() + Math.max(press.gap(), ENDS)) {
            press = null;
            current = null;
        }
        if (press == null && !waiting.isEmpty()) {
            press = waiting.remove();
            current = press;
            tick = 0;
            timestamp = now;
        }
        return press != null && tick++ < press.held() + ENDS;
    }

    private Press current() {
        if (current == null) {
            throw new IllegalStateException("no key is being pressed");
        }
        return current;
    }

    boolean first() {
        return tick == 1;
    }

    /** The timestamp of the key's beginning, which all its packets carry. */
    int timestamp() {
        return timestamp;
    }

    boolean ending() {
        return tick > current().held();
    }

    int event() {
        return TelephoneEvent.event(current().digit());
    }

    /** How long the key has been held, in samples. */
    int duration() {
        return Math.min(tick, current().held()) * Source.FRAME;
    }

    /** Writes this tick's sound of the key, for a peer that knows no telephone-event; silence while ending. */
    boolean sound(short[] frame) {
        if (ending()) {
            return false;
        }
        KeyTones.fill(frame, Source.FRAME, current().digit(), (tick - 1) * Source.FRAME);
        return true;
    }
}
