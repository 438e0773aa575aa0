package voipbin.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SrtpTest {

    private static final int SSRC = 0x1234_5678;

    private final Random random = new Random(5);

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void whatIsSealedOpensOnceAndOnlyUnharmed(SrtpProfile profile) {
        SrtpKey key = SrtpKey.random(profile, random);
        SrtpSender sender = new SrtpSender(profile, key);
        SrtpReceiver receiver = new SrtpReceiver(profile, key);
        ByteBuffer packet = rtp(7);
        byte[] plain = bytes(packet);
        sender.protectRtp(packet);
        assertThat(bytes(packet)).hasSizeGreaterThan(plain.length).isNotEqualTo(plain);
        byte[] sealed = bytes(packet);
        for (int i = 0; i < sealed.length; i++) {
            byte[] harmed = sealed.clone();
            harmed[i] ^= 0x10;
            assertThat(receiver.unprotectRtp(ByteBuffer.wrap(harmed)))
                    .as("byte %d", i)
                    .isFalse();
        }
        assertThat(receiver.unprotectRtp(packet)).isTrue();
        assertThat(bytes(packet)).isEqualTo(plain);
        assertThat(receiver.unprotectRtp(ByteBuffer.wrap(sealed)))
                .as("a replay")
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void reportsToo(SrtpProfile profile) {
        SrtpKey key = SrtpKey.random(profile, random);
        SrtpSender sender = new SrtpSender(profile, key);
        SrtpReceiver receiver = new SrtpReceiver(profile, key);
        ByteBuffer compound = ByteBuffer.allocate(2048);
        compound.putInt(0x80C90001)
                .putInt(SSRC)
                .putInt(0x81CA0002)
                .putInt(SSRC)
                .putInt(0x01000000)
                .flip();
        byte[] plain = bytes(compound);
        sender.protectRtcp(compound);
        byte[] sealed = bytes(compound);
        for (int i = 0; i < sealed.length; i++) {
            byte[] harmed = sealed.clone();
            harmed[i] ^= 0x10;
            assertThat(receiver.unprotectRtcp(ByteBuffer.wrap(harmed)))
                    .as("byte %d", i)
                    .isFalse();
        }
        assertThat(receiver.unprotectRtcp(compound)).isTrue();
        assertThat(bytes(compound)).isEqualTo(plain);
        assertThat(receiver.unprotectRtcp(ByteBuffer.wrap(sealed)))
                .as("a replay")
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void theSequenceNumberMayWrapAndPacketsMayChangePlacesThere(SrtpProfile profile) {
        SrtpKey key = SrtpKey.random(profile, random);
        SrtpSender sender = new SrtpSender(profile, key);
        SrtpReceiver receiver = new SrtpReceiver(profile, key);
        ByteBuffer[] packets = new ByteBuffer[200_000 / 10 + 10];
        int sequence = 60_000;
        for (int i = 0; i < packets.length; i++) {
            packets[i] = rtp(sequence & 0xFFFF);
            sender.protectRtp(packets[i]);
            sequence += 10;
        }
        for (int i = 0; i + 1 < packets.length; i += 2) {
            assertThat(receiver.unprotectRtp(packets[i + 1]))
                    .as("packet %d", i + 1)
                    .isTrue();
            assertThat(receiver.unprotectRtp(packets[i])).as("packet %d", i).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void rubbishIsRefusedWithoutAnException(SrtpProfile profile) {
        SrtpKey key = SrtpKey.random(profile, random);
        SrtpSender sender = new SrtpSender(profile, key);
        SrtpReceiver receiver = new SrtpReceiver(profile, key);
        for (int i = 0; i < 20_000; i++) {
            byte[] rubbish = new byte[random.nextInt(80)];
            random.nextBytes(rubbish);
            if (rubbish.length > 0) {
                rubbish[0] = (byte) (0x80 | rubbish[0] & 0x3F);
            }
            assertThat(receiver.unprotectRtp(ByteBuffer.wrap(rubbish))).isFalse();
            assertThat(receiver.unprotectRtcp(ByteBuffer.wrap(rubbish))).isFalse();
        }
        ByteBuffer packet = rtp(9);
        sender.protectRtp(packet);
        assertThat(receiver.unprotectRtp(packet)).isTrue();
    }

    private static ByteBuffer rtp(int sequence) {
        ByteBuffer packet = ByteBuffer.allocate(2048);
        packet.put((byte) 0x91)
                .put((byte) 0)
                .putShort((short) sequence)
                .putInt(sequence * 160)
                .putInt(SSRC);
        packet.putInt(77).putInt(0xBEDE0001).putInt(0x10FF0000);
        return packet.put(new byte[160]).flip();
    }

    private static byte[] bytes(ByteBuffer packet) {
        byte[] bytes = new byte[packet.limit()];
        packet.get(0, bytes);
        return bytes;
    }
}
