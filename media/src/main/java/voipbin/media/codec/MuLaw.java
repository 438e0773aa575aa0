package voipbin.media.codec;

/** G.711 µ-law (ITU-T G.711 table 2): the tables, computed once. A code is sent with all its bits inverted. */
final class MuLaw {

    /** Only the upper 14 of a sample's 16 bits decide about its code. */
    static final int SHIFT = 2;

    /** Added before the logarithm is taken so that the first segment is as regular as the others. */
    private static final int BIAS = 33;

    private static final int LARGEST = 0x1FFF;

    private MuLaw() {}

    /** Codes by {@code (sample >> SHIFT) + 8192}. */
    static byte[] codes() {
        byte[] codes = new byte[1 << 14];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = encode(i - 8192);
        }
        return codes;
    }

    private static byte encode(int sample) {
        int magnitude = Math.min((sample < 0 ? ~sample : sample) + BIAS, LARGEST);
        int segment = 26 - Integer.numberOfLeadingZeros(magnitude);
        int step = magnitude >> (segment + 1) & 0x0F;
        int code = segment << 4 | step;
        return (byte) ~(sample < 0 ? code | 0x80 : code);
    }

    /** Samples of 16 bit by code, 0 to 255. */
    static short[] samples() {
        short[] samples = new short[256];
        for (int i = 0; i < samples.length; i++) {
            int code = ~i;
            int segment = code >> 4 & 0x07;
            int magnitude = (((code & 0x0F) << 1) + BIAS << segment) - BIAS << SHIFT;
            samples[i] = (short) ((code & 0x80) == 0 ? magnitude : -magnitude);
        }
        return samples;
    }
}
