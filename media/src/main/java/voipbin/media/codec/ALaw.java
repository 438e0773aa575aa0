package voipbin.media.codec;

/** G.711 A-law (ITU-T G.711 table 1): the tables, computed once. A code is sent with its even bits inverted. */
final class ALaw {

    /** Only the upper 12 of a sample's 16 bits decide about its code. */
    static final int SHIFT = 4;

    private static final int EVEN_BITS = 0x55;

    private ALaw() {}

    /** Codes by {@code (sample >> SHIFT) + 2048}. */
    static byte[] codes() {
        byte[] codes = new byte[1 << 12];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = encode(i - 2048);
        }
        return codes;
    }

    private static byte encode(int sample) {
        int magnitude = sample < 0 ? ~sample : sample;
        int segment = Math.max(0, 28 - Integer.numberOfLeadingZeros(magnitude));
        int step = magnitude >> Math.max(0, segment - 1) & 0x0F;
        int code = segment << 4 | step;
        return (byte) ((sample < 0 ? code : code | 0x80) ^ EVEN_BITS);
    }

    /** Samples of 16 bit by code, 0 to 255. */
    static short[] samples() {
        short[] samples = new short[256];
        for (int i = 0; i < samples.length; i++) {
            int code = i ^ EVEN_BITS;
            int segment = code >> 4 & 0x07;
            int middle = (code & 0x0F) << 1 | 1;
            int magnitude = segment == 0 ? middle << 3 : middle + 32 << segment + 2;
            samples[i] = (short) ((code & 0x80) != 0 ? magnitude : -magnitude);
        }
        return samples;
    }
}
