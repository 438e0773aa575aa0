package voipbin.media.codec;

/**
 * Turns the payloads of one stream into sound. Keeps what it has heard, so one a stream; not safe for several threads;
 * allocates nothing. Any bytes are taken: what is no payload is concealed or heard as noise.
 */
public interface Decoder {

    /** Samples a second that it gives. */
    int rate();

    /**
     * How many samples {@code length} bytes at {@code offset} hold, without decoding them; 0 when they are no payload.
     */
    int samples(byte[] payload, int offset, int length);

    /**
     * Decodes a payload.
     *
     * @param pcm has room for {@link Codec#MAX_SAMPLES}
     * @return samples written
     */
    int decode(byte[] payload, int offset, int length, short[] pcm);

    /**
     * Makes up {@code count} samples (up to 60 ms) in place of a lost packet, in the manner of what was heard before.
     */
    void conceal(short[] pcm, int count);

    /**
     * Makes up the {@code count} samples lost right before {@code next}, out of what that packet says of them, if the
     * codec sends such things.
     */
    default void recover(byte[] next, int length, short[] pcm, int count) {
        conceal(pcm, count);
    }

    /** Forgets what it heard, as a new stream begins. */
    void reset();
}
