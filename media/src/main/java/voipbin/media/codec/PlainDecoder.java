package voipbin.media.codec;

/** A decoder that knows no way to conceal losses. */
interface PlainDecoder {

    int rate();

    int samples(int bytes);

    int decode(byte[] payload, int offset, int length, short[] pcm);

    void reset();
}
