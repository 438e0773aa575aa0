package voipbin.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PassageTest {

    private final Passage passage = new Passage();
    private final short[] frame = new short[Source.FRAME];

    @Test
    void whatIsPutIsTakenSampleForSample() {
        short[] ramp = new short[Source.FRAME];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = (short) (i * 201 - 16_000);
        }
        for (int turn = 0; turn < 100; turn++) {
            ramp[0] = (short) turn;
            passage.put(ramp, Source.FRAME);
            assertThat(passage.take(frame)).isEqualTo(Source.FRAME);
            assertThat(frame).isEqualTo(ramp);
        }
        assertThat(passage.take(frame)).as("nothing is taken twice").isZero();
    }

    @Test
    void aFewFramesWaitInOrder() {
        put(1, 3);
        assertThat(takeAll()).containsExactly(1, 2, 3);
    }

    @Test
    void whatHasWaitedTooLongGivesWayToTheNewest() {
        put(1, 5);
        assertThat(takeAll()).containsExactly(5);
    }

    @Test
    void aSpeakerThatStandsStillCostsFramesAndNothingElse() {
        put(1, 100);
        assertThat(takeAll()).containsExactly(8);
        put(101, 102);
        assertThat(takeAll()).containsExactly(101, 102);
    }

    @Test
    void whatIsCoveredBySomethingElseIsNotHeardLater() {
        put(1, 3);
        passage.skip();
        assertThat(takeAll()).isEmpty();
        put(4, 4);
        assertThat(takeAll()).containsExactly(4);
    }

    private void put(int first, int last) {
        short[] pcm = new short[Source.FRAME];
        for (int i = first; i <= last; i++) {
            Arrays.fill(pcm, (short) i);
            passage.put(pcm, Source.FRAME);
        }
    }

    private java.util.List<Integer> takeAll() {
        java.util.List<Integer> all = new java.util.ArrayList<>();
        while (passage.take(frame) > 0) {
            all.add((int) frame[0]);
        }
        return all;
    }
}
