package voipbin.media;

/** What came of opening a session. */
public sealed interface Opening {

    /** The session is open; whoever opened it closes it. */
    record Opened(MediaSession session) implements Opening {}

    /** Every port of the range is taken, or the process has no descriptor left. */
    record NoPortLeft() implements Opening {}
}
