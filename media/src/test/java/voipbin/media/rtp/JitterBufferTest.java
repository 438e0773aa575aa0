package voipbin.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Each packet's samples all are its number, so what is read tells which packets were heard; 0 is silence. */
class JitterBufferTest {

    private static final int FRAME = 160;

    private final JitterBuffer buffer = new JitterBuffer();
    private final int start = Integer.MAX_VALUE - 1000;

    @Test
    void nothingIsHeardBeforeTheFirstPacket() {
        assertThat(buffer.read(new short[FRAME], FRAME)).isFalse();
    }

    @Test
    void theFirstPacketIsHeardAfterSixtyMilliseconds() {
        put(1);
        assertThat(read(5)).containsExactly(0, 0, 0, 1, 0);
    }

    @Test
    void swappedDoubledAndLostPacketsKeepTheirPlaces() {
        put(1, 3, 2, 2, 5);
        assertThat(read(9)).containsExactly(0, 0, 0, 1, 2, 3, 0, 5, 0);
        assertThat(buffer.late()).isZero();
    }

    @Test
    void aLatePacketIsCountedAndNotHeard() {
        put(1);
        read(5);
        put(2, 3);
        assertThat(read(2)).containsExactly(3, 0);
        assertThat(buffer.late()).isEqualTo(1);
    }

    @Test
    void aPauseOfTheSenderLastsAsLongAsItsTimestampsSay() {
        put(1, 2);
        List<Integer> heard = new ArrayList<>(read(40));
        put(40);
        heard.addAll(read(6));
        assertThat(heard.indexOf(40) - heard.indexOf(1)).isEqualTo(39);
    }

    @Test
    void packetsOfAnyLengthAreHeard() {
        short[] long30 = new short[240];
        Arrays.fill(long30, (short) 7);
        buffer.put(start, long30, 240);
        buffer.put(start + 240, long30, 80);
        assertThat(read(5)).containsExactly(0, 0, 0, 7, 7);
    }

    @Test
    void aJumpOfTheTimestampsBeginsANewTimeLine() {
        put(1);
        read(4);
        put(1_000_000);
        assertThat(read(4).get(3)).isEqualTo((int) (short) 1_000_000);
        put(2);
        assertThat(read(4)).containsExactly(0, 0, 0, 2);
    }

    @Test
    void aSenderThatIsAlwaysLateIsTheNewMeasure() {
        put(1);
        read(20);
        for (int i = 2; i <= 11; i++) {
            put(i);
        }
        assertThat(buffer.late()).isEqualTo(10);
        assertThat(read(4)).containsExactly(0, 0, 0, 11);
    }

    @Test
    void aSenderWithAFastClockDoesNotPileUpDelay() {
        put(1);
        int longest = 0;
        int packet = 2;
        for (int tick = 0; tick < 20_000; tick++) {
            int expected = packet;
            put(packet++);
            if (tick % 1000 == 0) {
                put(packet++);
            }
            int heard = read(1).getFirst();
            longest = heard == 0 ? longest : Math.max(longest, (short) expected - heard);
        }
        assertThat(longest).isLessThan(12);
    }

    @Test
    void aBurstAfterAStallIsHeardWhole() {
        put(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(read(13)).endsWith(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    @Test
    void anythingMayArrive() {
        Random random = new Random(2);
        for (int i = 0; i < 20_000; i++) {
            buffer.put(random.nextInt(), new short[2048], random.nextInt(2048));
            read(random.nextInt(3));
        }
        buffer.reset();
        put(1);
        assertThat(read(4)).containsExactly(0, 0, 0, 1);
    }

    private void put(int... numbers) {
        for (int number : numbers) {
            short[] pcm = new short[FRAME];
            Arrays.fill(pcm, (short) number);
            buffer.put(start + number * FRAME, pcm, FRAME);
        }
    }

    private List<Integer> read(int frames) {
        List<Integer> heard = new ArrayList<>();
        short[] pcm = new short[FRAME];
        for (int i = 0; i < frames; i++) {
            buffer.read(pcm, FRAME);
            assertThat(pcm).containsOnly(pcm[0]);
            heard.add((int) pcm[0]);
        }
        return heard;
    }
}
