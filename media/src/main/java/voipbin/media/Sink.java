package voipbin.media;

/**
 * Hears what the peer sends: linear PCM, 16 bit, 8000 Hz, mono, in order and in real time; what got lost is silence.
 * Both methods are called by the media loop and therefore never block and never allocate.
 */
@FunctionalInterface
public interface Sink {

    /** The next {@code samples} samples; {@code pcm} belongs to the caller and is overwritten afterwards. */
    void write(short[] pcm, int samples);

    /** Called once when nothing more will be written. */
    default void close() {}
}
