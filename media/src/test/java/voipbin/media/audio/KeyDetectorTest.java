package voipbin.media.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import voipbin.media.KeyTones;

class KeyDetectorTest {

    private final KeyDetector detector = new KeyDetector();
    private final StringBuilder keys = new StringBuilder();

    @Test
    void allKeysOfFortyMillisecondsAreFoundOnce() {
        for (char key : "0123456789*#ABCD".toCharArray()) {
            press(key, 320, 1, 0);
            hear(new short[480]);
        }
        assertThat(keys).hasToString("0123456789*#ABCD");
    }

    @Test
    void theSameKeyTwiceIsTwoKeysAndALongOneIsOne() {
        press('5', 400, 1, 0);
        hear(new short[400]);
        press('5', 8000, 1, 0);
        hear(new short[400]);
        assertThat(keys).hasToString("55");
    }

    @Test
    void faintAndNoisyKeysAreFound() {
        for (char key : "147*".toCharArray()) {
            press(key, 800, 0.12, 100);
            hear(new short[800]);
        }
        assertThat(keys).hasToString("147*");
    }

    @Test
    void neitherOneToneNorNoiseNorAVoiceIsAKey() {
        Random random = new Random(3);
        short[] pcm = new short[8000 * 20];
        for (int i = 0; i < pcm.length; i++) {
            int second = i / 8000;
            double at = i / 8000.0;
            double voice = 0;
            for (int harmonic = 1; harmonic < 25; harmonic++) {
                voice += Math.sin(2 * Math.PI * harmonic * (90 + 10 * second + 20 * Math.sin(3 * at)) * at) / harmonic;
            }
            double one = Math.sin(2 * Math.PI * 770 * at);
            pcm[i] = (short)
                    (second % 4 == 0 ? 8000 * one : second % 4 == 1 ? random.nextInt(-9000, 9000) : 6000 * voice);
        }
        hear(pcm);
        assertThat(keys).isEmpty();
    }

    private void press(char key, int samples, double loud, int noise) {
        Random random = new Random(key);
        short[] pcm = new short[samples];
        KeyTones.fill(pcm, samples, key, 0);
        for (int i = 0; i < samples; i++) {
            pcm[i] = (short) (pcm[i] * loud + (noise == 0 ? 0 : random.nextInt(-noise, noise)));
        }
        hear(pcm);
    }

    private void hear(short[] pcm) {
        detector.hear(pcm, pcm.length, (key, _) -> keys.append(key));
    }
}
