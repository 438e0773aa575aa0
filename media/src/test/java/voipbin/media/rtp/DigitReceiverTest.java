package voipbin.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DigitReceiverTest {

    private final DigitReceiver receiver = new DigitReceiver();
    private final List<String> heard = new ArrayList<>();
    private final DigitReceiver.Listener listener = (digit, samples) -> heard.add(digit + ":" + samples);

    @Test
    void aKeyIsHeardOnceWithItsDuration() {
        packet(1000, '5', false, 160);
        packet(1000, '5', false, 320);
        assertThat(heard).isEmpty();
        end(1000, '5', 800);
        end(1000, '5', 800);
        end(1000, '5', 800);
        assertThat(heard).containsExactly("5:800");
    }

    @Test
    void theSameKeyTwiceIsHeardTwice() {
        end(1000, '#', 800);
        end(2600, '#', 400);
        assertThat(heard).containsExactly("#:800", "#:400");
    }

    @Test
    void aKeyWhoseEndIsLostEndsWithTheNextOneOrAfterAWhile() {
        packet(1000, '1', false, 640);
        packet(3000, '2', false, 160);
        assertThat(heard).containsExactly("1:640");
        for (int i = 0; i < 9; i++) {
            receiver.tick(listener);
        }
        assertThat(heard).hasSize(1);
        receiver.tick(listener);
        assertThat(heard).containsExactly("1:640", "2:160");
        end(3000, '2', 800);
        assertThat(heard).hasSize(2);
    }

    @Test
    void lateAndSwappedPacketsChangeNothing() {
        packet(1000, '1', false, 480);
        packet(1000, '1', false, 320);
        end(1000, '1', 640);
        end(3000, '2', 640);
        end(1000, '1', 640);
        packet(1000, '1', false, 480);
        assertThat(heard).containsExactly("1:640", "2:640");
    }

    @Test
    void aVeryLongPressIsPutTogetherFromItsSegments() {
        packet(1000, '9', false, 0xFFFF);
        packet(1000 + 0xFFFF, '9', false, 160);
        end(1000 + 0xFFFF, '9', 320);
        assertThat(heard).containsExactly("9:" + (0xFFFF + 320));
    }

    @Test
    void otherEventsAndShortPayloadsAreNoKeys() {
        receiver.received(RtpPackets.view(RtpPackets.of(101, 1, 1, new byte[] {16, (byte) 0x80, 0, 1})), listener);
        receiver.received(RtpPackets.view(RtpPackets.of(101, 1, 1, new byte[] {1, (byte) 0x80, 0})), listener);
        assertThat(heard).isEmpty();
    }

    @Test
    void aNewSourceMayBeginWithAnyTimestamp() {
        end(100_000, '1', 160);
        receiver.reset(listener);
        end(5, '2', 160);
        assertThat(heard).containsExactly("1:160", "2:160");
    }

    private void end(int timestamp, char digit, int duration) {
        packet(timestamp, digit, true, duration);
    }

    private void packet(int timestamp, char digit, boolean end, int duration) {
        ByteBuffer packet = RtpPackets.of(101, 1, timestamp, new byte[TelephoneEvent.LENGTH]);
        TelephoneEvent.write(packet, RtpPacket.HEADER, TelephoneEvent.event(digit), end, duration);
        receiver.received(RtpPackets.view(packet), listener);
    }
}
