package voipbin.media.codec;

import java.util.Arrays;

/** The decoder of ITU-T G.722, 64 kbit/s: a byte makes two samples at 16 kHz. */
final class G722Decoder implements PlainDecoder {

    private static final int TAPS = 24;

    private final G722Band lower = G722Band.lower();
    private final G722Band higher = G722Band.higher();
    private final int[] line = new int[TAPS + Codec.MAX_SAMPLES];

    @Override
    public int rate() {
        return 16_000;
    }

    @Override
    public int samples(int bytes) {
        return Math.min(2 * bytes, Codec.MAX_SAMPLES);
    }

    @Override
    public int decode(byte[] payload, int offset, int length, short[] pcm) {
        int count = samples(length);
        for (int i = 0; i < count / 2; i++) {
            bands(payload[offset + i] & 0xFF, TAPS + 2 * i);
        }
        for (int i = 0; i < count; i += 2) {
            join(i + 2, pcm, i);
        }
        System.arraycopy(line, count, line, 0, TAPS);
        return count;
    }

    private void bands(int code, int at) {
        int low = code & 0x3F;
        int rebuilt = lower.prediction() + (lower.step() * G722Tables.LOWER_SIX[low] >> 15);
        int lowSample = Math.clamp(rebuilt, -16_384, 16_383);
        G722Tables.adaptLower(lower, low);
        int predicted = higher.prediction();
        int highSample = Math.clamp(predicted + G722Tables.adaptHigher(higher, code >> 6), -16_384, 16_383);
        line[at] = lowSample + highSample;
        line[at + 1] = lowSample - highSample;
    }

    /** The quadrature mirror filter of the receiving side (§4.4): two samples out of 24. */
    private void join(int from, short[] pcm, int to) {
        int first = 0;
        int second = 0;
        for (int i = 0; i < TAPS / 2; i++) {
            second += line[from + 2 * i] * G722Tables.MIRROR[i];
            first += line[from + 2 * i + 1] * G722Tables.MIRROR[TAPS / 2 - 1 - i];
        }
        pcm[to] = (short) G722Band.saturated(first >> 11);
        pcm[to + 1] = (short) G722Band.saturated(second >> 11);
    }

    @Override
    public void reset() {
        lower.reset();
        higher.reset();
        Arrays.fill(line, 0);
    }
}
