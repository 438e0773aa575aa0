package voipbin.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a leg says, layer over layer, frame by frame. */
class VoicesTest {

    private final Voices voices = new Voices();
    private final short[] frame = new short[Source.FRAME];

    @Test
    void anAnnouncementIsHeardOverWhatPlaysAndThatOverTheCover() {
        assertThat(voices.fill(frame)).isFalse();
        voices.cover.play(endless(100));
        assertThat(next()).isEqualTo(100);
        voices.player.play(lasting(3, 200));
        assertThat(next()).isEqualTo(200);
        voices.announcer.play(lasting(2, 300));
        assertThat(next()).isEqualTo(300);
        assertThat(next()).isEqualTo(300);
        assertThat(next()).isEqualTo(200);
        assertThat(next()).isEqualTo(200);
        assertThat(next()).isEqualTo(100);
        voices.cover.stop();
        assertThat(voices.fill(frame)).isFalse();
    }

    @Test
    void whileAnAnnouncementHesitatesNothingElseIsHeard() {
        voices.player.play(endless(200));
        voices.announcer.play(new Player.Playing(_ -> 0, _ -> {}));
        assertThat(next()).isZero();
    }

    @Test
    void layersAreJoinedWithoutAStep() {
        voices.cover.play(endless(8000));
        next();
        voices.announcer.play(endless(-8000));
        assertThat(next()).isEqualTo(-8000);
        assertThat(frame[0]).isEqualTo((short) 8000);
        assertThat(largestStep(frame)).isLessThanOrEqualTo(16_000 / 40);
    }

    @Test
    void whatFollowsItselfIsLeftAsItIs() {
        voices.player.play(endless(8000));
        next();
        assertThat(frame).containsOnly((short) 8000);
        voices.player.play(endless(-8000));
        next();
        assertThat(frame).containsOnly((short) -8000);
    }

    @Test
    void aGateFadesForOneFrameAndThenIsSilentOrAsItWas() {
        Gate gate = new Gate();
        short[] sound = sound();
        gate.pass(sound, sound.length);
        assertThat(sound).containsOnly((short) 8000);
        gate.open(false);
        gate.pass(sound, sound.length);
        assertThat(sound[0]).isGreaterThan((short) 7900);
        assertThat(sound[sound.length - 1]).isZero();
        assertThat(largestStep(sound)).isLessThan(60);
        sound = sound();
        gate.pass(sound, sound.length);
        assertThat(sound).containsOnly((short) 0);
        gate.open(true);
        sound = sound();
        gate.pass(sound, sound.length);
        assertThat(sound[0]).isZero();
        assertThat(largestStep(sound)).isLessThan(60);
        sound = sound();
        gate.pass(sound, sound.length);
        assertThat(sound).containsOnly((short) 8000);
    }

    /** The last sample of the next frame. */
    private int next() {
        assertThat(voices.fill(frame)).isTrue();
        voices.join(frame, frame.length);
        return frame[frame.length - 1];
    }

    private static int largestStep(short[] pcm) {
        int largest = 0;
        for (int i = 1; i < pcm.length; i++) {
            largest = Math.max(largest, Math.abs(pcm[i] - pcm[i - 1]));
        }
        return largest;
    }

    private static short[] sound() {
        short[] sound = new short[Source.FRAME];
        Arrays.fill(sound, (short) 8000);
        return sound;
    }

    private static Player.Playing endless(int sample) {
        return lasting(Integer.MAX_VALUE, sample);
    }

    private static Player.Playing lasting(int frames, int sample) {
        AtomicInteger left = new AtomicInteger(frames);
        Source source = pcm -> {
            Arrays.fill(pcm, (short) sample);
            return left.getAndDecrement() > 0 ? Source.FRAME : -1;
        };
        return new Player.Playing(source, _ -> {});
    }
}
