package voipbin.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against the real libopus, where there is one. */
class OpusTest {

    private static final int FRAME = 320;

    @BeforeEach
    void libopusIsThere() {
        assumeTrue(Codec.available().contains(Codec.OPUS));
    }

    @Test
    void speechLikeSoundComesBackAlike() {
        Encoder encoder = Codec.OPUS.encoder(OpusOptions.OURS);
        Decoder decoder = Codec.OPUS.decoder();
        short[] pcm = new short[Codec.MAX_SAMPLES];
        byte[] payload = new byte[Codec.MAX_PAYLOAD];
        double likeness = 0;
        for (int i = 0; i < 100; i++) {
            int length = encoder.encode(buzz(i), payload);
            assertThat(length).isBetween(1, 160);
            assertThat(decoder.samples(payload, 0, length)).isEqualTo(FRAME);
            assertThat(decoder.decode(payload, 0, length, pcm)).isEqualTo(FRAME);
            likeness = i < 10 ? 0 : likeness + energy(pcm) / energy(buzz(i)) / 90;
        }
        assertThat(likeness).isBetween(0.6, 1.3);
    }

    @Test
    void whatCameFromATelephoneIsEncodedAsSuchAndAGapIsNot() {
        Encoder encoder = Codec.OPUS.encoder(OpusOptions.NONE);
        assertThat(widths(encoder, 16_000, 100)).containsOnly("wide");
        assertThat(widths(encoder, 8_000, 30)).containsOnly("wide");
        assertThat(widths(encoder, 16_000, 30)).containsOnly("wide");
        assertThat(widths(encoder, 8_000, 1000)).endsWith("narrow");
        assertThat(widths(encoder, 16_000, 1000)).endsWith("wide");
    }

    /** The bands of so many packets, by the configuration in their first byte (RFC 6716 table 2). */
    private static List<String> widths(Encoder encoder, int before, int frames) {
        List<String> widths = new ArrayList<>();
        byte[] payload = new byte[Codec.MAX_PAYLOAD];
        for (int i = 0; i < frames; i++) {
            encoder.sampledAt(before);
            assertThat(encoder.encode(buzz(i), payload)).isPositive();
            int configuration = (payload[0] & 0xFF) >> 3;
            widths.add(configuration < 4 ? "narrow" : configuration < 8 ? "medium" : "wide");
        }
        return widths;
    }

    @Test
    void aPacketSaysWhatTheOneBeforeSaid() {
        double recovered = error(true);
        double concealed = error(false);
        System.out.printf("error after a loss: recovered %.3f, concealed %.3f%n", recovered, concealed);
        assertThat(recovered).isLessThan(concealed);
    }

    /** Each fifth packet is lost; how far its place is from what it would have been, of its energy. */
    private static double error(boolean recover) {
        Encoder encoder = Codec.OPUS.encoder(OpusOptions.OURS);
        Decoder whole = Codec.OPUS.decoder();
        Decoder lossy = Codec.OPUS.decoder();
        short[] right = new short[Codec.MAX_SAMPLES];
        short[] got = new short[Codec.MAX_SAMPLES];
        byte[] payload = new byte[Codec.MAX_PAYLOAD];
        short[] missed = new short[FRAME];
        double error = 0;
        for (int i = 0; i < 200; i++) {
            int length = encoder.encode(buzz(i), payload);
            whole.decode(payload, 0, length, right);
            if (i % 5 == 3) {
                System.arraycopy(right, 0, missed, 0, FRAME);
                continue;
            }
            if (i % 5 == 4) {
                if (recover) {
                    lossy.recover(payload, length, got, FRAME);
                } else {
                    lossy.conceal(got, FRAME);
                }
                error += Math.abs(energy(got) - energy(missed)) / energy(missed) / 40;
            }
            lossy.decode(payload, 0, length, got);
        }
        return error;
    }

    @Test
    void rubbishIsHeardAsSomethingAndBreaksNothing() {
        Decoder decoder = Codec.OPUS.decoder();
        Random random = new Random(5);
        short[] pcm = new short[Codec.MAX_SAMPLES];
        for (int i = 0; i < 5_000; i++) {
            byte[] payload = new byte[random.nextInt(400)];
            random.nextBytes(payload);
            int count = decoder.decode(payload, 0, payload.length, pcm);
            assertThat(count).isBetween(0, 1920);
            decoder.recover(payload, payload.length, pcm, 1 + random.nextInt(960));
        }
    }

    @Test
    void theBitrateIsThePeersChoice() {
        assertThat(bytes(new OpusOptions(false, 8_000, false))).isLessThan(bytes(OpusOptions.NONE) * 2 / 3);
        assertThat(OpusOptions.of("maxplaybackrate=16000; useinbandfec=1; maxaveragebitrate=9000"))
                .isEqualTo(new OpusOptions(true, 9_000, false));
        assertThat(OpusOptions.of("cbr=1;maxaveragebitrate=99999999999"))
                .isEqualTo(new OpusOptions(false, 24_000, true));
    }

    private static int bytes(OpusOptions options) {
        Encoder encoder = Codec.OPUS.encoder(options);
        int sum = 0;
        for (int i = 0; i < 100; i++) {
            sum += encoder.encode(buzz(i), new byte[Codec.MAX_PAYLOAD]);
        }
        return sum;
    }

    /** A voice-like sound: harmonics of 120 Hz whose loudness changes four times a second. */
    private static short[] buzz(int frame) {
        short[] pcm = new short[FRAME];
        for (int i = 0; i < FRAME; i++) {
            double at = (frame * FRAME + i) / 16_000.0;
            double loud = 0.6 + 0.4 * Math.sin(2 * Math.PI * 4 * at);
            double sum = 0;
            for (int harmonic = 1; harmonic < 20; harmonic++) {
                sum += Math.sin(2 * Math.PI * 120 * harmonic * at) / harmonic;
            }
            pcm[i] = (short) (5000 * loud * sum);
        }
        return pcm;
    }

    private static double energy(short[] pcm) {
        double sum = 1;
        for (int i = 0; i < FRAME; i++) {
            sum += (double) pcm[i] * pcm[i];
        }
        return sum;
    }
}
