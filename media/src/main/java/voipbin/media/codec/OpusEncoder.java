package voipbin.media.codec;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Opus by libopus, for speech, mono, 20 ms. */
final class OpusEncoder implements Encoder {

    private static final int VOICE_OVER_IP = 2048;
    private static final int SET_BITRATE = 4002;
    private static final int SET_MOST_BANDWIDTH = 4004;
    private static final int SET_VARIABLE = 4006;
    private static final int SET_COMPLEXITY = 4010;
    private static final int SET_FEC = 4012;
    private static final int SET_LOSS_PERCENT = 4014;

    /** Of 10: what is above it is hardly heard in speech and doubles the cost. */
    private static final int COMPLEXITY = 5;

    /** How much redundancy is worth it: what a bad mobile or wireless network loses. */
    private static final int EXPECTED_LOSS = 10;

    /** Up to 4 kHz, as a telephone has. */
    private static final int NARROW = 1101;

    private static final int FULL = 1105;
    private static final int TELEPHONE = 8000;

    /** Frames after which it is more than a gap, or a key, within wider sound. */
    private static final int LASTING = 50;

    private final int rate;
    private int narrowFrames;
    private boolean narrow;
    private final MemorySegment state = LibOpus.state(LibOpus.ENCODER_SIZE);
    private final MemorySegment sound;
    private final MemorySegment data = Arena.ofAuto().allocate(Codec.MAX_PAYLOAD);

    OpusEncoder(int rate, OpusOptions options) {
        this.rate = rate;
        sound = Arena.ofAuto().allocate(ValueLayout.JAVA_SHORT, rate / 50);
        try {
            check((int) LibOpus.ENCODER_INIT.invokeExact(state, rate, 1, VOICE_OVER_IP));
        } catch (Throwable broken) {
            throw LibOpus.broken(broken);
        }
        set(SET_BITRATE, options.bitrate());
        set(SET_VARIABLE, options.constant() ? 0 : 1);
        set(SET_COMPLEXITY, COMPLEXITY);
        set(SET_FEC, options.fec() ? 1 : 0);
        set(SET_LOSS_PERCENT, options.fec() ? EXPECTED_LOSS : 0);
    }

    private void set(int request, int value) {
        try {
            check((int) LibOpus.ENCODER_CTL.invokeExact(state, request, value));
        } catch (Throwable broken) {
            throw LibOpus.broken(broken);
        }
    }

    private static void check(int result) {
        if (result < 0) {
            throw new IllegalStateException("libopus says " + result);
        }
    }

    @Override
    public int rate() {
        return rate;
    }

    /** The telephone's band costs half; libopus changes over without a seam, within some seconds. */
    @Override
    public void sampledAt(int before) {
        narrowFrames = before > TELEPHONE ? 0 : Math.min(narrowFrames + 1, LASTING);
        boolean wanted = narrowFrames == LASTING;
        if (wanted != narrow) {
            narrow = wanted;
            set(SET_MOST_BANDWIDTH, wanted ? NARROW : FULL);
        }
    }

    @Override
    public int encode(short[] pcm, byte[] payload) {
        int samples = rate / 50;
        MemorySegment.copy(pcm, 0, sound, ValueLayout.JAVA_SHORT, 0, samples);
        int length;
        try {
            length = (int) LibOpus.ENCODE.invokeExact(state, sound, samples, data, Codec.MAX_PAYLOAD);
        } catch (Throwable broken) {
            throw LibOpus.broken(broken);
        }
        if (length <= 0) {
            return 0;
        }
        MemorySegment.copy(data, ValueLayout.JAVA_BYTE, 0, payload, 0, length);
        return length;
    }
}
