package voipbin.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtpPacketTest {

    private final RtpPacket packet = new RtpPacket();

    @Test
    void readsAPlainHeader() {
        assertThat(packet.wrap(hex("80 88 abcd fffffff0 deadbeef 0102"))).isTrue();
        assertThat(packet.marker()).isTrue();
        assertThat(packet.payloadType()).isEqualTo(8);
        assertThat(packet.sequence()).isEqualTo(0xABCD);
        assertThat(packet.timestamp()).isEqualTo(-16);
        assertThat(packet.ssrc()).isEqualTo(0xDEADBEEF);
        assertThat(packet.payloadOffset()).isEqualTo(12);
        assertThat(packet.payloadLength()).isEqualTo(2);
    }

    @Test
    void stepsOverContributingSourcesAndExtensionAndLeavesPaddingOut() {
        assertThat(packet.wrap(hex("b1 00 0001 00000001 00000002 00000003 bede0001 11223344 aabb 000003")))
                .isTrue();
        assertThat(packet.payloadOffset()).isEqualTo(24);
        assertThat(packet.payloadLength()).isEqualTo(2);
    }

    @Test
    void refusesWhatIsNoRtp() {
        assertThat(packet.wrap(hex(""))).isFalse();
        assertThat(packet.wrap(hex("80 00 0001 00000001 000000"))).isFalse();
        assertThat(packet.wrap(hex("40 00 0001 00000001 00000002"))).isFalse();
        assertThat(packet.wrap(hex("81 00 0001 00000001 00000002"))).isFalse();
        assertThat(packet.wrap(hex("90 00 0001 00000001 00000002 bede"))).isFalse();
        assertThat(packet.wrap(hex("90 00 0001 00000001 00000002 bedeffff"))).isFalse();
        assertThat(packet.wrap(hex("a0 00 0001 00000001 00000002 00"))).isFalse();
        assertThat(packet.wrap(hex("a0 00 0001 00000001 00000002 05"))).isFalse();
    }

    @Test
    void whatTheStreamWritesIsReadBack() {
        RtpStream stream = new RtpStream(new Random(1));
        ByteBuffer out = ByteBuffer.allocate(16);
        stream.writeHeader(out, 101, true, 42);
        assertThat(packet.wrap(out)).isTrue();
        int sequence = packet.sequence();
        assertThat(packet.marker()).isTrue();
        assertThat(packet.payloadType()).isEqualTo(101);
        assertThat(packet.timestamp()).isEqualTo(42);
        assertThat(packet.ssrc()).isEqualTo(stream.ssrc());
        stream.sent(4);
        stream.writeHeader(out, 0, false, 43);
        assertThat(packet.sequence()).isEqualTo(sequence + 1 & 0xFFFF);
        assertThat(packet.marker()).isFalse();
    }

    @Test
    void rtcpIsKnownByItsSecondByte() {
        assertThat(RtpPacket.isRtcp(hex("80c8"))).isTrue();
        assertThat(RtpPacket.isRtcp(hex("80cc"))).isTrue();
        assertThat(RtpPacket.isRtcp(hex("8080"))).isFalse();
        assertThat(RtpPacket.isRtcp(hex("8065"))).isFalse();
        assertThat(RtpPacket.isRtcp(hex("80"))).isFalse();
    }

    private static ByteBuffer hex(String text) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(text.replace(" ", "")));
    }
}
