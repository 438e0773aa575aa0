package voipbin.media.codec;

/** A byte a sample. */
record G711Decoder(G711 law) implements PlainDecoder {

    @Override
    public int rate() {
        return 8000;
    }

    @Override
    public int samples(int bytes) {
        return Math.min(bytes, Codec.MAX_SAMPLES);
    }

    @Override
    public int decode(byte[] payload, int offset, int length, short[] pcm) {
        int count = samples(length);
        law.decode(payload, offset, count, pcm);
        return count;
    }

    @Override
    public void reset() {}
}
