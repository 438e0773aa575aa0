package voipbin.media;

/** How a playback ended. */
public sealed interface PlayEnd {

    /** The source came to its end and its last frame has been sent. */
    record Finished() implements PlayEnd {}

    /** Somebody stopped it, another one replaced it, the session was closed, or its source broke. */
    record Stopped() implements PlayEnd {}
}
