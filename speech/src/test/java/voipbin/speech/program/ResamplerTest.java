package voipbin.speech.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {

    /** All of it, pushed and pulled in uneven pieces. */
    private static short[] resample(short[] pcm, int from, int to) {
        Resampler resampler = new Resampler(from, to);
        Random random = new Random(1);
        short[] out = new short[0];
        int done = 0;
        while (done < pcm.length) {
            int count = Math.min(pcm.length - done, 1 + random.nextInt(3000));
            resampler.push(Arrays.copyOfRange(pcm, done, done + count), count);
            done += count;
            out = pull(resampler, out, 1 + random.nextInt(700));
        }
        resampler.finish();
        return pull(resampler, out, 100);
    }

    private static short[] pull(Resampler resampler, short[] before, int size) {
        short[] out = before;
        short[] piece = new short[size];
        for (int count = resampler.pull(piece); count > 0; count = resampler.pull(piece)) {
            out = Arrays.copyOf(out, out.length + count);
            System.arraycopy(piece, 0, out, out.length - count, count);
        }
        return out;
    }

    private static short[] sine(int rate, double hertz, int samples) {
        short[] pcm = new short[samples];
        for (int i = 0; i < samples; i++) {
            pcm[i] = (short) Math.round(10_000 * Math.sin(2 * Math.PI * hertz * i / rate));
        }
        return pcm;
    }

    /** The largest deviation, without the first and the last 20 ms. */
    private static int deviation(short[] one, short[] other, int rate) {
        int most = 0;
        for (int i = rate / 50; i < Math.min(one.length, other.length) - rate / 50; i++) {
            most = Math.max(most, Math.abs(one[i] - other[i]));
        }
        return most;
    }

    @ParameterizedTest
    @CsvSource({"22050, 8000", "22050, 16000", "16000, 8000", "8000, 16000", "8000, 8000", "44100, 8000", "24000, 16000"
    })
    void aToneKeepsItsPlaceLevelAndLength(int from, int to) {
        for (double hertz : new double[] {50, 440, 1000, 3000}) {
            short[] out = resample(sine(from, hertz, from), from, to);
            assertThat(out).hasSize(to);
            assertThat(deviation(out, sine(to, hertz, to), to))
                    .as("%s Hz", hertz)
                    .isLessThan(60);
        }
    }

    @ParameterizedTest
    @CsvSource({"22050, 8000, 4200", "22050, 8000, 9000", "16000, 8000, 4100", "16000, 8000, 7500", "22050, 16000, 9000"
    })
    void whatTheLowerRateCannotHoldIsGone(int from, int to, double hertz) {
        short[] out = resample(sine(from, hertz, from), from, to);
        assertThat(deviation(out, new short[to], to)).isLessThan(40);
    }

    @Test
    void aSteadyLevelStays() {
        short[] level = new short[22_050];
        Arrays.fill(level, (short) 12_345);
        short[] out = resample(level, 22_050, 8000);
        assertThat((double) out[4000]).isCloseTo(12_345, within(1.0));
    }

    @Test
    void whatOvershootsIsClippedAndDoesNotWrap() {
        short[] square = new short[16_000];
        for (int i = 0; i < square.length; i++) {
            square[i] = i / 40 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
        }
        short[] out = resample(square, 16_000, 8000);
        for (int i = 45; i < out.length - 45; i += 40) {
            assertThat((double) Math.abs(out[i])).isCloseTo(32_767, offset(6000.0));
        }
        assertThat(out).contains(Short.MAX_VALUE);
    }

    @Test
    void aSingleSampleAndNoneHaveTheirLengths() {
        assertThat(resample(new short[0], 22_050, 8000)).isEmpty();
        assertThat(resample(new short[] {1000}, 16_000, 8000)).hasSize(1);
        assertThat(resample(new short[] {1000}, 8000, 16_000)).hasSize(2);
    }
}
