package voipbin.media;

/** A source that a session plays. */
@FunctionalInterface
public interface Playback {

    /** Ends it, from any thread; without effect once it has ended. */
    void stop();
}
