package voipbin.media.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import voipbin.media.KeyTones;
import voipbin.media.Source;

/** Tones, their measure and the change of rates. */
class SoundTest {

    @Test
    void aToneHasItsFrequencyItsLevelAndItsLength() {
        short[] heard = all(Tone.sine(1000, 0.5, Duration.ofMillis(1010)));
        assertThat(heard).hasSize(8_080);
        assertThat(Goertzel.amplitude(heard, 0, 8_000, 1000)).isBetween(0.499, 0.501);
        assertThat(Goertzel.amplitude(heard, 0, 8_000, 1100)).isLessThan(0.001);
    }

    @Test
    void everyKeyHasItsTwoSines() {
        for (char key : "0123456789*#ABCD".toCharArray()) {
            short[] heard = all(Tone.digit(key, Duration.ofMillis(100)));
            assertThat(Goertzel.amplitude(heard, 0, 800, KeyTones.row(key))).isGreaterThan(0.2);
            assertThat(Goertzel.amplitude(heard, 0, 800, KeyTones.column(key))).isGreaterThan(0.2);
        }
        assertThatThrownBy(() -> Tone.digit('x', Duration.ofSeconds(1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void resamplingKeepsTheSoundAndItsLength() {
        for (int rate : new int[] {16_000, 22_050, 44_100, 48_000, 11_025, 6_000}) {
            short[] there = sine(600, rate, rate);
            short[] back = new Resampler(rate, 8000).resample(there);
            assertThat(back).hasSize(8_000);
            assertThat(Goertzel.amplitude(back, 800, 6_400, 600))
                    .as("%d Hz", rate)
                    .isBetween(0.49, 0.51);
        }
    }

    @Test
    void whatTheLowerRateCannotCarryIsGone() {
        short[] high = new Resampler(16_000, 8000).resample(sine(5_000, 16_000, 16_000));
        int loudest = 0;
        for (int i = 800; i < 7_200; i++) {
            loudest = Math.max(loudest, Math.abs(high[i]));
        }
        assertThat(loudest).isLessThan(30);
    }

    @Test
    void piecesAndTheWholeSoundTheSame() {
        short[] sound = sine(700, 22_050, 22_050);
        short[] whole = new Resampler(22_050, 8000).resample(sound);
        Resampler stream = new Resampler(22_050, 8000);
        short[] pieces = new short[0];
        for (int at = 0; at < sound.length; at += 1_000) {
            pieces = join(pieces, stream.push(sound, at, Math.min(1_000, sound.length - at)));
        }
        assertThat(join(pieces, stream.finish())).isEqualTo(whole);
        assertThat(stream.resample(sound)).isEqualTo(whole);
    }

    @Test
    void theSameRateIsTheSameSound() {
        short[] sound = sine(700, 8_000, 500);
        assertThat(new Resampler(8000, 8000).resample(sound)).isEqualTo(sound);
    }

    @Test
    void anyLengthCanBeResampled() {
        for (int length = 0; length < 40; length++) {
            assertThat(new Resampler(16_000, 8000).resample(new short[length])).hasSize((length + 1) / 2);
        }
    }

    private static short[] sine(double hertz, int rate, int samples) {
        short[] sound = new short[samples];
        for (int i = 0; i < samples; i++) {
            sound[i] = (short) (0.5 * Short.MAX_VALUE * Math.sin(2 * Math.PI * hertz * i / rate));
        }
        return sound;
    }

    private static short[] join(short[] a, short[] b) {
        short[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static short[] all(Source source) {
        short[] heard = new short[0];
        short[] frame = new short[Source.FRAME];
        for (int count = source.read(frame); count >= 0; count = source.read(frame)) {
            heard = join(heard, Arrays.copyOf(frame, count));
        }
        return heard;
    }
}
