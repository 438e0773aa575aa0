package voipbin.media.codec;

/**
 * Turns the sound of one stream into payloads. Keeps what it has heard, so one a stream; not safe for several threads;
 * allocates nothing.
 */
public interface Encoder {

    /** Samples a second that it takes. */
    int rate();

    /**
     * The next frame was sampled so many times a second before it came to be at {@link #rate}, so there is nothing
     * above half of that which would be worth encoding.
     */
    default void sampledAt(int rate) {}

    /**
     * Encodes 20 ms.
     *
     * @param pcm {@code rate() / 50} samples, 16 bit, mono
     * @param payload gets the payload from 0 on; has room for {@link Codec#MAX_PAYLOAD}
     * @return bytes written; 0 when there is nothing worth sending
     */
    int encode(short[] pcm, byte[] payload);
}
