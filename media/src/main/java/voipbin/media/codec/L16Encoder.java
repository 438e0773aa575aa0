package voipbin.media.codec;

/**
 * Linear PCM as it is, 16 bit, the higher byte first (RFC 3551 §4.5.11).
 *
 * @param rate samples a second
 */
record L16Encoder(int rate) implements Encoder {

    @Override
    public int encode(short[] pcm, byte[] payload) {
        int samples = rate / 50;
        for (int i = 0; i < samples; i++) {
            payload[2 * i] = (byte) (pcm[i] >> 8);
            payload[2 * i + 1] = (byte) pcm[i];
        }
        return 2 * samples;
    }
}
