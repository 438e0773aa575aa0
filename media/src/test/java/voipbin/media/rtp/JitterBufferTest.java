package voipbin.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JitterBufferTest {

    private static final int LAST = Integer.MAX_VALUE - 300; // within the third packet the sign changes

    private final JitterBuffer buffer = new JitterBuffer();

    @Test
    void whatComesInDisorderGoesInOrder() {
        put(3, 1, 2, 5, 4);
        assertThat(takeAll()).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void whatComesTwiceIsKeptOnceAndCounted() {
        put(1, 2, 2, 3, 1);
        assertThat(takeAll()).containsExactly(1, 2, 3);
        assertThat(buffer.duplicates()).isEqualTo(2);
    }

    @Test
    void timestampsWrapAround() {
        put(4, 2, 1, 3);
        assertThat(takeAll()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void payloadsOfAnyLengthAreKeptWhole() {
        byte[] payload = new byte[1400];
        new Random(1).nextBytes(payload);
        buffer.put(RtpPackets.view(RtpPackets.of(9, 1, 160, payload)));
        JitterBuffer.Waiting first = buffer.first();
        assertThat(first.length()).isEqualTo(1400);
        assertThat(first.type()).isEqualTo(9);
        assertThat(first.payload()).startsWith(payload);
    }

    @Test
    void thereIsAnEndToWhatIsKept() {
        for (int i = 0; i < 500; i++) {
            put(i);
        }
        assertThat(buffer.size()).isEqualTo(128);
        buffer.clear();
        assertThat(buffer.isEmpty()).isTrue();
        put(7);
        assertThat(takeAll()).containsExactly(7);
    }

    private void put(int... numbers) {
        for (int number : numbers) {
            buffer.put(RtpPackets.view(RtpPackets.of(0, number, LAST + number * 160, new byte[] {(byte) number})));
        }
    }

    private List<Integer> takeAll() {
        List<Integer> all = new ArrayList<>();
        while (!buffer.isEmpty()) {
            all.add((int) buffer.first().payload()[0]);
            buffer.drop();
        }
        return all;
    }
}
