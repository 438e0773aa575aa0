package voipbin.media.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The audio codecs that are spoken, by their encoding names of RFC 3551 §6. Both are 8000 Hz, mono and one byte a
 * sample, with a static payload type. Linear sound is 16 bit. Stateless, so safe for all threads; allocates nothing.
 */
public enum Codec {
    /** G.711 µ-law. */
    PCMU(0, MuLaw.codes(), MuLaw.SHIFT, MuLaw.samples()),
    /** G.711 A-law. */
    PCMA(8, ALaw.codes(), ALaw.SHIFT, ALaw.samples());

    private final int payloadType;
    private final byte[] codes;
    private final int shift;
    private final short[] samples;

    @SuppressWarnings("ImmutableEnumChecker") // the tables are never written after this
    Codec(int payloadType, byte[] codes, int shift, short[] samples) {
        this.payloadType = payloadType;
        this.codes = codes;
        this.shift = shift;
        this.samples = samples;
    }

    /** Those of these names that we speak, in this order, in whatever case; all when it is none of them. */
    public static List<Codec> named(List<String> names) {
        List<Codec> known = names.stream()
                .map(name -> name.strip().toUpperCase(Locale.ROOT))
                .flatMap(name ->
                        Arrays.stream(values()).filter(codec -> codec.name().equals(name)))
                .distinct()
                .toList();
        return known.isEmpty() ? List.of(values()) : known;
    }

    /** The static payload type of RFC 3551 §6; a peer may have mapped another one. */
    public int payloadType() {
        return payloadType;
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

    /**
     * Reads the {@code count} codes at {@code offset}, independent of the buffer's position, to {@code pcm[0..count)}.
     */
    public void decode(ByteBuffer payload, int offset, int count, short[] pcm) {
        for (int i = 0; i < count; i++) {
            pcm[i] = decode(payload.get(offset + i));
        }
    }
}
