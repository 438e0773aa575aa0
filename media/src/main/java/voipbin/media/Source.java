package voipbin.media;

/**
 * Sound that is pulled on the 20 ms clock: linear PCM, 16 bit, 8000 Hz, mono. Both methods are called by the media loop
 * and therefore never block; {@code read} never allocates either.
 */
@FunctionalInterface
public interface Source {

    /** Samples of one frame: 20 ms at 8000 Hz. */
    int FRAME = 160;

    /**
     * Fills {@code pcm[0..160)}.
     *
     * @return the samples written, 0 to 160; fewer than 160 means starved or ending and the rest is played as silence;
     *     -1 at the end, after which it is not read again
     */
    int read(short[] pcm);

    /** Called once when it is not read any more, however that came about. */
    default void close() {}
}
