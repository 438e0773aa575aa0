package voipbin.media;

/**
 * Sound that is pulled on the 20 ms clock: linear PCM, 16 bit, mono, 8000 Hz unless it says otherwise. The methods are
 * called by the media loop and therefore never block; {@code read} never allocates either.
 */
@FunctionalInterface
public interface Source {

    /** Samples of one frame: 20 ms at 8000 Hz. */
    int FRAME = 160;

    /** Samples a second: 8000, 16000 or 48000, and the same for ever. */
    default int rate() {
        return 8000;
    }

    /**
     * Fills {@code pcm}, which holds a frame of 20 ms: 160 samples at 8000 Hz.
     *
     * @return the samples written, 0 to a frame; fewer than a frame means starved or ending and the rest is played as
     *     silence; -1 at the end, after which it is not read again
     */
    int read(short[] pcm);

    /** Called once when it is not read any more, however that came about. */
    default void close() {}
}
