package voipbin.media.record;

import static org.assertj.core.api.Assertions.assertThat;
import static voipbin.media.record.RecorderTest.frame;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WatchTest {

    private static final short[] SPEECH = frame(3000);
    private static final short[] NOISE = frame(100);

    @Test
    void silenceEndsItOnlyInOneGo() {
        Watch watch = new Watch(new Limits(Duration.ofSeconds(1), EndKey.NONE, Duration.ZERO));
        hears(watch, NOISE, 49);
        hears(watch, SPEECH, 1);
        hears(watch, NOISE, 49);
        assertThat(watch.heard(NOISE, false)).contains(Ending.SILENCE);
    }

    @Test
    void aPauseIsNoSilence() {
        Watch watch = new Watch(new Limits(Duration.ofSeconds(1), EndKey.NONE, Duration.ZERO));
        hears(watch, NOISE, 49);
        assertThat(watch.heard(NOISE, true)).isEmpty();
        hears(watch, NOISE, 49);
        assertThat(watch.heard(NOISE, false)).contains(Ending.SILENCE);
    }

    @Test
    void nothingEndsWhatHasNoLimits() {
        hears(new Watch(Limits.NONE), NOISE, 10_000);
    }

    @Test
    void onlyTheKeysThatAreMeantEndIt() {
        for (EndKey key : EndKey.values()) {
            for (char pressed : "5*#".toCharArray()) {
                Watch watch = new Watch(new Limits(Duration.ZERO, key, Duration.ZERO));
                watch.pressed(pressed);
                boolean meant = switch (key) {
                    case NONE -> false;
                    case ANY -> true;
                    case STAR -> pressed == '*';
                    case POUND -> pressed == '#';
                };
                assertThat(watch.heard(SPEECH, false).isPresent())
                        .as("%s at %s", pressed, key)
                        .isEqualTo(meant);
            }
        }
    }

    private static void hears(Watch watch, short[] pcm, int frames) {
        for (int i = 0; i < frames; i++) {
            assertThat(watch.heard(pcm, false)).isEmpty();
        }
    }
}
