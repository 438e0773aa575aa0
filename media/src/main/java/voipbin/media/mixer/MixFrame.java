package voipbin.media.mixer;

import org.jspecify.annotations.Nullable;
import voipbin.media.codec.G711;

/**
 * 20 ms of a room: the sum of all who are heard, at each rate that is wanted, and what each of these has put into it.
 * Written by {@link Mixer#mix}; read by any number of threads after that, if they are told so safely. Reading allocates
 * nothing.
 */
public final class MixFrame {

    private static final int BANDS = Band.values().length;
    private static final int LAWS = G711.values().length;

    final int[][] sums = new int[BANDS][0];
    final short[][] mixes = new short[BANDS][0];
    final byte[][] payloads = new byte[LAWS][0];
    final boolean[] made = new boolean[BANDS];
    final boolean[] encoded = new boolean[LAWS];
    final @Nullable Voice[] voices;
    final short[][] parts;
    final int[] partSamples;

    /** @param most who are heard at once */
    public MixFrame(int most) {
        voices = new Voice[most];
        parts = new short[most][0];
        partSamples = new int[most];
        sums[0] = new int[Band.NARROW.samples()];
        mixes[0] = new short[Band.NARROW.samples()];
        made[0] = true;
    }

    /** Makes room, the first time that a band is wanted. */
    void open(Band band) {
        int at = band.ordinal();
        if (sums[at].length == 0) {
            sums[at] = new int[band.samples()];
            mixes[at] = new short[band.samples()];
        }
    }

    short[] part(int place, int samples) {
        if (parts[place].length < samples) {
            parts[place] = new short[samples];
        }
        partSamples[place] = samples;
        return parts[place];
    }

    /** Whose part is at this place. Mostly the same as the last time: then nothing is written for the collector. */
    void seat(int place, @Nullable Voice voice) {
        if (voices[place] != voice) {
            voices[place] = voice;
        }
    }

    private int place(Voice voice) {
        for (int i = 0; i < voices.length; i++) {
            if (voices[i] == voice) {
                return i;
            }
        }
        return -1;
    }

    /**
     * What a member hears: all but itself, without wrapping.
     *
     * @param wanted the band, if it was made; who is heard gets the one of its own voice
     * @param out has room for a frame of any band
     * @return the samples written
     */
    public int without(Voice voice, Band wanted, short[] out) {
        int place = place(voice);
        if (place < 0) {
            return all(wanted, out);
        }
        int samples = partSamples[place];
        int[] sum = sums[Band.ofFrame(samples).ordinal()];
        short[] own = parts[place];
        for (int i = 0; i < samples; i++) {
            out[i] = saturated(sum[i] - own[i]);
        }
        return samples;
    }

    /** What a member hears who says nothing, and whoever listens to the room: everybody. */
    public int all(Band wanted, short[] out) {
        int at = made[wanted.ordinal()] ? wanted.ordinal() : 0;
        short[] mix = mixes[at];
        System.arraycopy(mix, 0, out, 0, mix.length);
        return mix.length;
    }

    /** What all who say nothing hear, encoded once for all of them; 0 when it is not, or this one is heard itself. */
    public int payload(Voice voice, G711 law, byte[] out) {
        byte[] payload = payloads[law.ordinal()];
        if (!encoded[law.ordinal()] || place(voice) >= 0) {
            return 0;
        }
        System.arraycopy(payload, 0, out, 0, payload.length);
        return payload.length;
    }

    static short saturated(int sample) {
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sample));
    }
}
