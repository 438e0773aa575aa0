package voipbin.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class G711Test {

    @Test
    void encodesTheCornersAsTheStandardTablesSay() {
        assertThat(codes(G711.PCMU, 0, -1, 32767, -32768)).containsExactly(0xFF, 0x7F, 0x80, 0x00);
        assertThat(codes(G711.PCMA, 0, -1, 32767, -32768)).containsExactly(0xD5, 0x55, 0xAA, 0x2A);
    }

    @Test
    void decodesTheCornersAsTheStandardTablesSay() {
        assertThat(samples(G711.PCMU, 0xFF, 0x7F, 0x80, 0x00)).containsExactly(0, 0, 32124, -32124);
        assertThat(samples(G711.PCMA, 0xD5, 0x55, 0xAA, 0x2A)).containsExactly(8, -8, 32256, -32256);
    }

    /** ITU-T G.711 §3, tables 5 and 6: the 1 kHz test sequence of a digital milliwatt, eight samples of a sine. */
    @Test
    void theDigitalMilliwattIsASineOfOneKilohertz() {
        assertMilliwatt(G711.PCMU, 0x1E, 0x0B, 0x0B, 0x1E, 0x9E, 0x8B, 0x8B, 0x9E);
        assertMilliwatt(G711.PCMA, 0x34, 0x21, 0x21, 0x34, 0xB4, 0xA1, 0xA1, 0xB4);
    }

    private static void assertMilliwatt(G711 codec, int... sequence) {
        int[] samples = samples(codec, sequence);
        for (int i = 0; i < 4; i++) {
            assertThat(samples[i]).isEqualTo(-samples[i + 4]);
        }
        assertThat((double) samples[1] / samples[0]).isBetween(2.2, 2.6); // sin 67.5° / sin 22.5° is 2.41
    }

    @Test
    void everyCodeSurvivesARoundTrip() {
        for (G711 codec : G711.values()) {
            for (int code = 0; code < 256; code++) {
                boolean negativeZero = codec == G711.PCMU && code == 0x7F;
                int back = codec.encode(codec.decode((byte) code)) & 0xFF;
                assertThat(back).as("%s %02x", codec, code).isEqualTo(negativeZero ? 0xFF : code);
            }
        }
    }

    /** Not always the nearest code: between two segments the standard's threshold is not in the middle. */
    @Test
    void noSampleIsFurtherFromItsCodeThanHalfAStep() {
        for (int sample = -32_635; sample <= 32_635; sample++) {
            int muLaw = G711.PCMU.encode((short) sample);
            int muLawStep = 8 << (~muLaw >> 4 & 7);
            assertClose(sample, G711.PCMU.decode((byte) muLaw), muLawStep / 2 + 4);
            int aLaw = G711.PCMA.encode((short) sample);
            int aLawStep = 16 << Math.max(0, ((aLaw ^ 0x55) >> 4 & 7) - 1);
            assertClose(sample, G711.PCMA.decode((byte) aLaw), aLawStep / 2);
        }
    }

    private static void assertClose(int sample, int decoded, int distance) {
        if (Math.abs(sample - decoded) > distance) {
            assertThat(decoded).isCloseTo(sample, within(distance));
        }
    }

    /** ITU-T G.711 tables 1a and 2a: the decision values between the segments, here in 16 bits. */
    @Test
    void theSegmentsChangeAtTheDecisionValuesOfTheStandard() {
        for (int value : new int[] {31, 95, 223, 479, 991, 2015, 4063}) {
            assertChange(G711.PCMU, 4 * value);
        }
        for (int value : new int[] {64, 128, 256, 512, 1024, 2048}) {
            assertChange(G711.PCMA, 8 * value);
        }
    }

    private static void assertChange(G711 codec, int threshold) {
        int below = codec.encode((short) (threshold - 1)) & 0x70;
        int at = codec.encode((short) threshold) & 0x70;
        assertThat(below).as("%s %d", codec, threshold).isNotEqualTo(at);
    }

    @Test
    void worksOnWholeFramesAnywhereInABuffer() {
        short[] pcm = {0, 100, -100, 8000};
        byte[] payload = new byte[4];
        G711.PCMA.encode(pcm, 4, payload);
        short[] back = new short[4];
        byte[] packet = new byte[16];
        System.arraycopy(payload, 0, packet, 12, 4);
        G711.PCMA.decode(packet, 12, 4, back);
        for (int i = 0; i < 4; i++) {
            assertThat(back[i]).isEqualTo(G711.PCMA.decode(G711.PCMA.encode(pcm[i])));
        }
    }

    private static int[] codes(G711 codec, int... samples) {
        int[] codes = new int[samples.length];
        for (int i = 0; i < samples.length; i++) {
            codes[i] = codec.encode((short) samples[i]) & 0xFF;
        }
        return codes;
    }

    private static int[] samples(G711 codec, int... codes) {
        int[] samples = new int[codes.length];
        for (int i = 0; i < codes.length; i++) {
            samples[i] = codec.decode((byte) codes[i]);
        }
        return samples;
    }
}
