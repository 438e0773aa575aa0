package voipbin.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RelayedTest {

    private static final int CLOCK = 8000;
    private static final int FRAME = 160;

    private final RtpStream stream = new RtpStream(new Random(1));
    private final Relayed relayed = new Relayed(stream);
    private final RtpPacket packet = new RtpPacket();

    private boolean pass(int number) {
        packet.wrap(ByteBuffer.allocate(2048)
                .put(RtpPackets.of(0, number, number * FRAME, new byte[FRAME]))
                .flip());
        boolean taken = relayed.take(packet, CLOCK);
        if (taken) {
            relayed.write(packet, 0, FRAME);
        }
        return taken;
    }

    private void silence(int frames) {
        for (int i = 0; i < frames; i++) {
            stream.advance(FRAME);
            stream.sent(FRAME);
        }
    }

    /** Where a packet's time lies in ours. */
    private int distance(int number) {
        return stream.timestamp() - FRAME - number * FRAME;
    }

    @Test
    void howeverOftenAPartyStallsItIsHeardNoMoreThanAFrameLater() {
        pass(0);
        int before = distance(0);
        int number = 1;
        for (int stall = 0; stall < 50; stall++) {
            silence(10);
            int last = number + 10;
            while (number < last) {
                pass(number++);
            }
            pass(number++);
        }
        assertThat(distance(number - 1) - before).isBetween(0, FRAME);
    }

    @Test
    void whatComesAFrameLateIsHeard() {
        pass(0);
        silence(3);
        assertThat(pass(2)).isFalse();
        assertThat(pass(3)).isTrue();
        assertThat(pass(4)).isTrue();
    }
}
