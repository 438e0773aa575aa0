package voipbin.media.codec;

/**
 * Two bytes a sample, the higher one first (RFC 3551 §4.5.11); a byte that is left over is none.
 *
 * @param rate samples a second
 */
record L16Decoder(int rate) implements PlainDecoder {

    @Override
    public int samples(int bytes) {
        return Math.min(bytes / 2, Codec.MAX_SAMPLES);
    }

    @Override
    public int decode(byte[] payload, int offset, int length, short[] pcm) {
        int count = samples(length);
        for (int i = 0; i < count; i++) {
            pcm[i] = (short) (payload[offset + 2 * i] << 8 | payload[offset + 2 * i + 1] & 0xFF);
        }
        return count;
    }

    @Override
    public void reset() {}
}
