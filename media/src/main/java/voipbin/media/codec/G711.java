package voipbin.media.codec;

import org.jspecify.annotations.Nullable;

/**
 * The two laws of G.711, one byte a sample at 8000 Hz. Linear sound is 16 bit. Stateless, so safe for all threads;
 * allocates nothing.
 */
public enum G711 {
    /** µ-law. */
    PCMU(MuLaw.codes(), MuLaw.SHIFT, MuLaw.samples()),
    /** A-law. */
    PCMA(ALaw.codes(), ALaw.SHIFT, ALaw.samples());

    private final byte[] codes;
    private final int shift;
    private final short[] samples;

    @SuppressWarnings("ImmutableEnumChecker") // the tables are never written after this
    G711(byte[] codes, int shift, short[] samples) {
        this.codes = codes;
        this.shift = shift;
        this.samples = samples;
    }

    /** The law that a codec is, if it is one. */
    public static @Nullable G711 of(Codec codec) {
        return switch (codec) {
            case PCMU -> PCMU;
            case PCMA -> PCMA;
            case G722, OPUS, L16, L16_WIDE -> null;
        };
    }

    /** The code of one sample. */
    public byte encode(short sample) {
        return codes[(sample >> shift) + codes.length / 2];
    }

    /** The sample of one code. */
    public short decode(byte code) {
        return samples[code & 0xFF];
    }

    /** Writes {@code count} codes to {@code payload[0..count)}. */
    public void encode(short[] pcm, int count, byte[] payload) {
        for (int i = 0; i < count; i++) {
            payload[i] = encode(pcm[i]);
        }
    }

    /** Reads the {@code count} codes at {@code offset} to {@code pcm[0..count)}. */
    public void decode(byte[] payload, int offset, int count, short[] pcm) {
        for (int i = 0; i < count; i++) {
            pcm[i] = decode(payload[offset + i]);
        }
    }
}
