package voipbin.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

@SuppressWarnings("restricted") // another implementation to compare with
class G722Test {

    private static final int FRAME = 320;
    private static final int FRAMES = 150;

    /** The delay of both mirror filters, which the standard gives as 22 samples. */
    private static final int DELAY = 22;

    @Test
    void aToneComesBackBelowAndAboveFourKilohertz() {
        for (int hertz : new int[] {300, 1000, 3000, 5000, 6500}) {
            short[] in = tone(hertz);
            short[] out = decode(encode(in));
            double error = 0;
            double power = 0;
            for (int i = 1000; i < out.length; i++) {
                power += (double) in[i - DELAY] * in[i - DELAY];
                error += Math.pow(out[i] - in[i - DELAY], 2);
            }
            double decibels = 10 * Math.log10(power / error);
            System.out.printf("G.722 %d Hz: %.1f dB%n", hertz, decibels);
            assertThat(decibels).as("%d Hz", hertz).isGreaterThan(hertz < 4000 ? 25 : 8);
        }
    }

    @Test
    void silenceIsSilent() {
        for (short sample : decode(encode(new short[FRAME * 10]))) {
            assertThat(Math.abs(sample)).isLessThan((short) 20);
        }
    }

    /** Another implementation of the standard, where Debian's libspandsp2 is installed: bit for bit. */
    @Test
    void isTheSameAsSpandspBitForBit() throws Throwable {
        Optional<SymbolLookup> spandsp = spandsp();
        assumeTrue(spandsp.isPresent());
        for (short[] pcm : new short[][] {tone(440), tone(5000), noise(3000), noise(32_767)}) {
            byte[] ours = encode(pcm);
            assertThat(ours).isEqualTo(theirs(spandsp.orElseThrow(), pcm));
            assertAlike(decode(ours), theirs(spandsp.orElseThrow(), ours));
            byte[] rubbish = new byte[ours.length];
            new Random(9).nextBytes(rubbish);
            assertAlike(decode(rubbish), theirs(spandsp.orElseThrow(), rubbish));
        }
    }

    /** What is too loud for 16 bits saturates with us and turns over with them. */
    private static void assertAlike(short[] ours, short[] theirs) {
        for (int i = 0; i < ours.length; i++) {
            boolean saturated = ours[i] == Short.MAX_VALUE || ours[i] == Short.MIN_VALUE;
            assertThat(saturated || ours[i] == theirs[i]).as("sample %d", i).isTrue();
        }
    }

    private static Optional<SymbolLookup> spandsp() {
        try {
            return Optional.of(SymbolLookup.libraryLookup("libspandsp.so.2", Arena.global()));
        } catch (IllegalArgumentException absent) {
            return Optional.empty();
        }
    }

    private static byte[] theirs(SymbolLookup library, short[] pcm) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = state(library, "g722_encode_init");
            MemorySegment in = arena.allocateFrom(ValueLayout.JAVA_SHORT, pcm);
            MemorySegment out = arena.allocate(pcm.length);
            int count = (int) call(library, "g722_encode").invokeExact(state, out, in, pcm.length);
            return out.asSlice(0, count).toArray(ValueLayout.JAVA_BYTE);
        }
    }

    private static short[] theirs(SymbolLookup library, byte[] codes) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = state(library, "g722_decode_init");
            MemorySegment in = arena.allocateFrom(ValueLayout.JAVA_BYTE, codes);
            MemorySegment out = arena.allocate(ValueLayout.JAVA_SHORT, 2L * codes.length);
            int count = (int) call(library, "g722_decode").invokeExact(state, out, in, codes.length);
            return out.asSlice(0, 2L * count).toArray(ValueLayout.JAVA_SHORT);
        }
    }

    private static MemorySegment state(SymbolLookup library, String init) throws Throwable {
        FunctionDescriptor type = FunctionDescriptor.of(
                ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        MethodHandle handle = Linker.nativeLinker().downcallHandle(library.findOrThrow(init), type);
        return (MemorySegment) handle.invokeExact(MemorySegment.NULL, 64_000, 0);
    }

    private static MethodHandle call(SymbolLookup library, String name) {
        FunctionDescriptor type = FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT);
        return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), type);
    }

    private static byte[] encode(short[] pcm) {
        Encoder encoder = Codec.G722.encoder(OpusOptions.NONE);
        byte[] all = new byte[pcm.length / 2];
        byte[] payload = new byte[Codec.MAX_PAYLOAD];
        short[] frame = new short[FRAME];
        for (int at = 0; at < pcm.length; at += FRAME) {
            System.arraycopy(pcm, at, frame, 0, FRAME);
            int length = encoder.encode(frame, payload);
            System.arraycopy(payload, 0, all, at / 2, length);
        }
        return all;
    }

    private static short[] decode(byte[] codes) {
        Decoder decoder = Codec.G722.decoder();
        short[] all = new short[2 * codes.length];
        short[] pcm = new short[Codec.MAX_SAMPLES];
        for (int at = 0; at < codes.length; at += FRAME / 2) {
            int count = decoder.decode(codes, at, FRAME / 2, pcm);
            System.arraycopy(pcm, 0, all, 2 * at, count);
        }
        return all;
    }

    private static short[] tone(int hertz) {
        short[] pcm = new short[FRAME * FRAMES];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) (8000 * Math.sin(2 * Math.PI * hertz * i / 16_000));
        }
        return pcm;
    }

    private static short[] noise(int peak) {
        Random random = new Random(4);
        short[] pcm = new short[FRAME * FRAMES];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) random.nextInt(-peak, peak);
        }
        return pcm;
    }
}
