package voipbin.bench.ivr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TonesTest {

    private static final int CALLS = 500;

    private final Tones tones = new Tones(CALLS);

    @Test
    void noTwoCallsHaveAChordInCommon() {
        Set<Chord> all = new HashSet<>();
        for (int seat = 0; seat < CALLS; seat++) {
            all.addAll(List.of(tones.prompt(seat), tones.branch(seat), tones.voice(seat)));
        }
        assertThat(all).hasSize(3 * CALLS);
    }

    @Test
    void aPacketCutOutAnywhereIsOfItsOwnChordAndOfNoOther() {
        short[] sound = tones.prompt(7).samples(2 * Chord.FRAME);
        short[] packet = Arrays.copyOfRange(sound, 77, 77 + Chord.FRAME);
        assertThat(tones.prompt(7).share(packet)).isGreaterThan(0.999);
        assertThat(tones.branch(7).share(packet)).isLessThan(0.6);
        assertThat(tones.whose(packet)).contains(7);
        assertThat(tones.whose(tones.voice(499).samples(Chord.FRAME))).contains(499);
    }

    @Test
    void silenceIsNobodys() {
        assertThat(tones.whose(new short[Chord.FRAME])).isEmpty();
        assertThat(tones.prompt(0).share(new short[Chord.FRAME])).isZero();
    }

    @Test
    void noTwoSeatsPressTheSameKeys() {
        Set<String> keys = new HashSet<>();
        for (int seat = 0; seat < CALLS; seat++) {
            keys.add(Menu.keys(seat));
        }
        assertThat(keys).hasSize(CALLS).allMatch(pressed -> pressed.length() == 4);
    }
}
