package voipbin.e2e.peer;

import java.time.Instant;

/**
 * Something a phone reported.
 *
 * @param at when its report was read, typically under 20 ms after the fact
 * @param detail the phone's own words
 */
public record Happening(Kind kind, Instant at, String detail) {
    /** What phones report. */
    public enum Kind {
        /** The program runs and listens. */
        READY,
        REGISTERED,
        REGISTRATION_FAILED,
        UNREGISTERED,
        /** An incoming call rings here. */
        RINGING,
        /** The other side of an outgoing call rings. */
        RINGING_THERE,
        CONNECTED,
        ENDED
    }
}
