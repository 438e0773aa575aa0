package voipbin.media;

/**
 * Somebody beside a session who hears it as any {@link Tap} does, but not itself, and says something: to the peer, as
 * if the peer had said it, or both. What it says is heard besides everything else and of course by the other taps.
 */
public interface Aside extends Tap {

    /**
     * What it says in the next 20 ms. Called by the media loop before {@link #hear}: never blocks, never allocates.
     *
     * @param pcm linear PCM, 16 bit, 8000 Hz, mono, {@link Source#FRAME} samples to be filled from the first on
     * @return how many were; 0 for nothing
     */
    int say(short[] pcm);

    /** Whether the peer hears it, the same for ever; not while the session is muted {@code out}. */
    boolean speaksToPeer();

    /** Whether those hear it who hear the peer over a bridge or in a room, the same for ever. */
    boolean speaksAsPeer();
}
