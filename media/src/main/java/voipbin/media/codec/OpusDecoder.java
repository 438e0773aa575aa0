package voipbin.media.codec;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** Opus by libopus, with its own concealment and redundancy; a stereo stream is heard as mono. */
final class OpusDecoder implements Decoder {

    private final int rate;
    private final MemorySegment state = LibOpus.state(LibOpus.DECODER_SIZE);
    private final MemorySegment sound = Arena.ofAuto().allocate(ValueLayout.JAVA_SHORT, Codec.MAX_SAMPLES);
    private final MemorySegment data = Arena.ofAuto().allocate(Codec.MAX_PAYLOAD * 3);

    OpusDecoder(int rate) {
        this.rate = rate;
        reset();
    }

    @Override
    public int rate() {
        return rate;
    }

    /** RFC 6716 §3.1: the first byte says how long a frame is, and perhaps how many there are. */
    @Override
    public int samples(byte[] payload, int offset, int length) {
        if (length < 1 || length > data.byteSize()) {
            return 0;
        }
        int header = payload[offset] & 0xFF;
        int frame = frame(header >> 3);
        int frames = switch (header & 3) {
            case 0 -> 1;
            case 1, 2 -> 2;
            default -> length < 2 ? 0 : payload[offset + 1] & 0x3F;
        };
        int samples = frame * frames;
        return samples > rate / 1000 * 120 ? 0 : samples;
    }

    /** Samples of a frame by its configuration (RFC 6716 table 2). */
    private int frame(int configuration) {
        int perMs = rate / 1000;
        if (configuration < 12) {
            return (configuration & 3) == 3 ? 60 * perMs : (10 << (configuration & 3)) * perMs;
        }
        if (configuration < 16) {
            return (10 << (configuration & 1)) * perMs;
        }
        return (5 << (configuration & 3)) * perMs / 2;
    }

    @Override
    public int decode(byte[] payload, int offset, int length, short[] pcm) {
        int expected = samples(payload, offset, length);
        if (expected == 0) {
            return 0;
        }
        MemorySegment.copy(payload, offset, data, ValueLayout.JAVA_BYTE, 0, length);
        int count = call(data, length, expected, 0);
        if (count <= 0) {
            conceal(pcm, expected);
            return expected;
        }
        MemorySegment.copy(sound, ValueLayout.JAVA_SHORT, 0, pcm, 0, count);
        return count;
    }

    @Override
    public void conceal(short[] pcm, int count) {
        make(MemorySegment.NULL, 0, pcm, count);
    }

    @Override
    public void recover(byte[] next, int length, short[] pcm, int count) {
        if (samples(next, 0, length) == 0) {
            conceal(pcm, count);
            return;
        }
        MemorySegment.copy(next, 0, data, ValueLayout.JAVA_BYTE, 0, length);
        make(data, length, pcm, count);
    }

    /** libopus makes up multiples of 2.5 ms only. */
    private void make(MemorySegment from, int length, short[] pcm, int count) {
        int quantum = rate / 400;
        int asked = Math.ceilDiv(count, quantum) * quantum;
        int made = Math.min(call(from, length, asked, 1), count);
        if (made > 0) {
            MemorySegment.copy(sound, ValueLayout.JAVA_SHORT, 0, pcm, 0, made);
        }
        Arrays.fill(pcm, Math.max(made, 0), count, (short) 0);
    }

    private int call(MemorySegment from, int length, int samples, int fec) {
        try {
            return (int) LibOpus.DECODE.invokeExact(state, from, length, sound, samples, fec);
        } catch (Throwable broken) {
            throw LibOpus.broken(broken);
        }
    }

    @Override
    public void reset() {
        try {
            int result = (int) LibOpus.DECODER_INIT.invokeExact(state, rate, 1);
            if (result < 0) {
                throw new IllegalStateException("libopus says " + result);
            }
        } catch (Throwable broken) {
            throw LibOpus.broken(broken);
        }
    }
}
