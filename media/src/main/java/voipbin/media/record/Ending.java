package voipbin.media.record;

/** Why a recording has ended. */
public enum Ending {
    /** Somebody stopped it, or the session was closed. */
    CLOSED,
    /** The peer was silent for as long as had been agreed. */
    SILENCE,
    KEY,
    DURATION,
    /** The files could not be written. */
    FAILED
}
