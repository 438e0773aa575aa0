package voipbin.media;

/**
 * Hears a session both ways, 20 ms at a time, on its clock: linear PCM, 16 bit, 8000 Hz, mono. What did not come, or
 * did not go out, is silence, so both ways stay as long as time itself. All methods are called by the media loop and
 * therefore never block and never allocate.
 */
public interface Tap {

    /**
     * The next 20 ms.
     *
     * @param in what came from the peer, {@link Source#FRAME} samples; overwritten afterwards, as is {@code out}
     * @param out what went to the peer in the same tick
     * @return whether it wants to hear more; when it does not, it is not closed any more
     */
    boolean hear(short[] in, short[] out);

    /** The peer has released a key. */
    default void pressed(char digit) {}

    /** Called once when nothing more comes: the session was closed, or somebody took the tap away. */
    default void close() {}
}
