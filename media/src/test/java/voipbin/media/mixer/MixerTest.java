package voipbin.media.mixer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import voipbin.media.audio.Goertzel;
import voipbin.media.codec.G711;

/** Sample for sample, with voices that say one number each. */
class MixerTest {

    private static final int MOST = 4;

    private final Mixer mixer = new Mixer(MOST);
    private final MixFrame frame = new MixFrame(MOST);
    private final Map<Voice, short[]> says = new LinkedHashMap<>();
    private final short[] out = new short[960];

    private Voice joins(int constant) {
        return joins(constant, 160);
    }

    private Voice joins(int constant, int samples) {
        Voice voice = mixer.join();
        short[] pcm = new short[samples];
        Arrays.fill(pcm, (short) constant);
        says.put(voice, pcm);
        return voice;
    }

    private void mix(Band... wanted) {
        for (Band band : wanted) {
            mixer.wants(band);
        }
        says.forEach((voice, pcm) -> mixer.hear(voice, pcm, pcm.length));
        mixer.begin();
        says.keySet().forEach(mixer::choose);
        mixer.mix(frame);
    }

    private void mixTwice(Band... wanted) {
        mix(wanted);
        mix(wanted);
    }

    private short[] hears(Voice voice, Band band) {
        int samples = frame.without(voice, band, out);
        return Arrays.copyOf(out, samples);
    }

    private short[] hears(Voice voice) {
        return hears(voice, Band.NARROW);
    }

    private short[] all() {
        return Arrays.copyOf(out, frame.all(Band.NARROW, out));
    }

    @Test
    void eachHearsTheSumOfTheOthers() {
        Voice a = joins(1000);
        Voice b = joins(-200);
        Voice c = joins(5000);
        Voice listens = joins(0);
        mixTwice();
        assertThat(hears(a)).hasSize(160).containsOnly(4800);
        assertThat(hears(b)).containsOnly(6000);
        assertThat(hears(c)).containsOnly(800);
        assertThat(hears(listens)).containsOnly(5800);
        assertThat(all()).containsOnly(5800);
    }

    @Test
    void loudSumsAreLimitedAndDoNotWrap() {
        Voice a = joins(30_000);
        Voice b = joins(30_000);
        Voice c = joins(-32_768);
        Voice listens = joins(0);
        mixTwice();
        assertThat(hears(c)).containsOnly(32_767);
        assertThat(hears(a)).containsOnly(-2768);
        assertThat(hears(b)).containsOnly(-2768);
        assertThat(hears(listens)).containsOnly(27_232);
    }

    @Test
    void whoBeginsAndEndsIsFadedOverAFrame() {
        Voice listens = joins(0);
        Voice a = joins(16_000);
        mix();
        assertSlope(hears(listens), 0, 16_000);
        mix();
        assertThat(hears(listens)).containsOnly(16_000);
        mixer.mute(a, true);
        mix();
        assertSlope(hears(listens), 16_000, 0);
        mix();
        assertThat(hears(listens)).containsOnly(0);
        mixer.mute(a, false);
        mix();
        assertSlope(hears(listens), 0, 16_000);
        mix();
        says.remove(a);
        mixer.leave(a);
        mix();
        assertSlope(hears(listens), 16_000, 0);
        mix();
        assertThat(hears(listens)).containsOnly(0);
    }

    private static void assertSlope(short[] heard, int from, int to) {
        assertThat((int) heard[0]).isBetween(from - 150, from + 150);
        assertThat((int) heard[159]).isBetween(to - 150, to + 150);
        for (int i = 1; i < heard.length; i++) {
            assertThat(Math.abs(heard[i] - heard[i - 1])).isLessThanOrEqualTo(Math.abs(from - to) / 100);
        }
    }

    @Test
    void whoIsMutedHearsTheOthers() {
        Voice a = joins(1000);
        Voice b = joins(2000);
        mixer.mute(a, true);
        mixTwice();
        assertThat(hears(a)).containsOnly(2000);
        assertThat(hears(b)).containsOnly(0);
        assertThat(a.speaks()).isFalse();
    }

    @Test
    void constantsCrossFromRateToRate() {
        Voice narrow = joins(1000, 160);
        Voice wide = joins(2000, 320);
        Voice full = joins(4000, 960);
        for (int i = 0; i < 5; i++) {
            mix(Band.WIDE, Band.FULL);
        }
        assertNear(hears(narrow, Band.NARROW), 160, 6000);
        assertNear(hears(wide, Band.WIDE), 320, 5000);
        assertNear(hears(full, Band.FULL), 960, 3000);
        assertNear(all(), 160, 7000);
    }

    private static void assertNear(short[] heard, int samples, int value) {
        assertThat(heard).hasSize(samples);
        for (short sample : heard) {
            assertThat((int) sample).isBetween(value - 2, value + 2);
        }
    }

    @Test
    void sixKilohertzPassBetweenWideMembersAndLeaveNoTraceAtNarrowOnes() {
        Voice talks = mixer.join();
        Voice wide = joins(0, 320);
        Voice narrow = joins(0, 160);
        short[] heardWide = new short[20 * 320];
        short[] heardNarrow = new short[20 * 160];
        for (int i = 0; i < 20; i++) {
            says.put(talks, sine(16_000, i, 320));
            mix(Band.WIDE);
            System.arraycopy(hears(wide, Band.WIDE), 0, heardWide, i * 320, 320);
            System.arraycopy(hears(narrow, Band.NARROW), 0, heardNarrow, i * 160, 160);
        }
        // 6000 Hz at 16 kHz are as many a sample as 3000 Hz at 8 kHz.
        assertThat(Goertzel.amplitude(heardWide, 3200, 3200, 3000)).isBetween(0.29, 0.31);
        int most = 0;
        for (int i = 1600; i < heardNarrow.length; i++) {
            most = Math.max(most, Math.abs(heardNarrow[i]));
        }
        assertThat(most).as("of 9830").isLessThan(30);
    }

    private static short[] sine(int rate, int frame, int samples) {
        short[] pcm = new short[samples];
        for (int i = 0; i < samples; i++) {
            pcm[i] = (short) Math.round(0.3 * 32_767 * Math.sin(2 * Math.PI * 6000 * (frame * samples + i) / rate));
        }
        return pcm;
    }

    @Test
    void onlySoManyAreHeardAtOnceAndWhoIsMuchLouderTakesAPlace() {
        List<Voice> talk = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            talk.add(joins(1000 + i));
        }
        Voice listens = joins(0);
        mixTwice();
        assertThat(hears(listens)).containsOnly(1000 + 1001 + 1002 + 1003);
        Voice loud = joins(10_000);
        for (int i = 0; i < 3; i++) {
            mix();
        }
        assertThat(hears(listens)).containsOnly(1001 + 1002 + 1003 + 10_000);
        assertThat(mixer.isHeard(loud)).isTrue();
        assertThat(mixer.isHeard(talk.getFirst())).isFalse();
        for (int i = 0; i < 50; i++) {
            mix();
            assertThat(hears(listens)).as("nobody takes turns").containsOnly(1001 + 1002 + 1003 + 10_000);
        }
    }

    @Test
    void speechEndsOnlyAfterAPause() {
        Voice a = joins(1000);
        mix();
        assertThat(a.speaks()).isTrue();
        assertThat(mixer.speakersChanged()).isTrue();
        assertThat(mixer.speakersChanged()).isFalse();
        Arrays.fill(says.get(a), (short) 0);
        for (int i = 0; i < 14; i++) {
            mix();
            assertThat(a.speaks()).as("%d frames of pause", i + 1).isTrue();
        }
        mix();
        assertThat(a.speaks()).isFalse();
        assertThat(mixer.speakersChanged()).isTrue();
    }

    @Test
    void whoOnlyListensSharesOneEncoding() {
        Voice a = joins(1000);
        Voice listens = joins(0);
        byte[] payload = new byte[1275];
        mix();
        assertThat(frame.payload(listens, G711.PCMU, payload)).as("not wanted").isZero();
        mixer.wants(G711.PCMU);
        mix();
        assertThat(frame.payload(listens, G711.PCMU, payload)).isEqualTo(160);
        assertThat(G711.PCMU.decode(payload[80])).isBetween((short) 980, (short) 1020);
        assertThat(frame.payload(a, G711.PCMU, payload))
                .as("hears something else")
                .isZero();
    }

    @Test
    void anAnnouncementIsHeardByAll() {
        Voice a = joins(1000);
        mix();
        short[] announced = new short[160];
        Arrays.fill(announced, (short) 300);
        mixer.announce(announced, 160);
        mix();
        assertThat(hears(a)).containsOnly(300);
        assertThat(all()).containsOnly(1300);
    }

    @Test
    void whateverIsSaidNothingBreaks() {
        List<Voice> voices = new ArrayList<>();
        int[] sizes = {160, 320, 960};
        for (int turn = 0; turn < 500; turn++) {
            ThreadLocalRandom dice = ThreadLocalRandom.current();
            if (voices.size() < 10 && dice.nextInt(5) == 0) {
                voices.add(mixer.join());
            }
            if (!voices.isEmpty() && dice.nextInt(20) == 0) {
                mixer.leave(voices.remove(dice.nextInt(voices.size())));
            }
            for (Voice voice : voices) {
                short[] pcm = new short[sizes[dice.nextInt(3)]];
                Arrays.fill(pcm, (short) dice.nextInt());
                mixer.hear(voice, dice.nextInt(4) == 0 ? null : pcm, pcm.length);
            }
            mixer.begin();
            voices.forEach(mixer::choose);
            mixer.mix(frame);
            voices.forEach(
                    voice -> assertThat(frame.without(voice, Band.WIDE, out)).isPositive());
        }
    }
}
