package voipbin.platform.externalmedia;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import voipbin.media.codec.G711;
import voipbin.platform.externalmedia.Framing.Brought;

class FramingTest {

    private static final short[] PCM = {0, 1, -1, Short.MAX_VALUE, Short.MIN_VALUE, 0x1234};

    @Test
    void whatIsWrittenIsRead() {
        for (Framing framing : new Framing[] {new LinearPcm(), new LinearRtp(), new AudioSocket()}) {
            assertThat(sound(framing, framing.write(PCM)))
                    .as(framing.getClass().getSimpleName())
                    .containsExactly(PCM);
        }
        assertThat(sound(new CodedSound(G711.PCMA), new CodedSound(G711.PCMA).write(new short[] {8, -8})))
                .containsExactly(8, -8);
    }

    @Test
    void theLowerByteComesFirst() {
        assertThat(new LinearPcm().write(new short[] {0x1234})).containsExactly(0x34, 0x12);
        assertThat(sound(new LinearPcm(), new byte[] {0x34, 0x12, 7}))
                .as("a byte left over")
                .containsExactly(0x1234);
    }

    @Test
    void sequenceAndTimestampOfRtpGoOnAndCountBytes() {
        LinearRtp rtp = new LinearRtp();
        short[] frame = new short[160];
        byte[] last = rtp.write(frame);
        for (int i = 1; i < 70_000; i++) {
            last = rtp.write(frame);
        }
        assertThat(Arrays.copyOf(last, 12))
                .containsExactly(0x80, 96, 70_000 >> 8, 70_000, 0x01, 0x55, 0xcc, 0x00, 0, 0, 0, 0);
    }

    @Test
    void rtpMayHaveSourcesAnExtensionAndPadding() {
        byte[] packet = new byte[12 + 8 + 4 + 4 + 2 + 3];
        packet[0] = (byte) (0x80 | 0x20 | 0x10 | 2);
        packet[1] = (byte) (0x80 | 96);
        packet[12 + 8 + 3] = 1;
        packet[12 + 8 + 4 + 4] = 0x34;
        packet[12 + 8 + 4 + 4 + 1] = 0x12;
        packet[packet.length - 1] = 3;
        assertThat(sound(new LinearRtp(), packet)).containsExactly(0x1234);
        packet[1] = 0;
        assertThat(new LinearRtp().read(packet)).as("another type").isEqualTo(Brought.NOTHING);
    }

    @Test
    void audiosocketsEndByHangupAndErrorAndKeepTheirLength() {
        AudioSocket framing = new AudioSocket();
        assertThat(framing.read(AudioSocket.hangup())).isInstanceOf(Brought.End.class);
        assertThat(framing.read(new byte[] {(byte) 0xff, 0, 1, 1})).isInstanceOf(Brought.End.class);
        assertThat(framing.read(new byte[] {3, 0, 1, '5'})).isEqualTo(Brought.NOTHING);
        assertThat(sound(framing, new byte[] {0x10, 0, 2, 0x34, 0x12, 9, 9})).containsExactly(0x1234);
    }

    @Test
    void anyBytesAreTaken() {
        Random random = new Random(7);
        Framing[] all = {new LinearPcm(), new LinearRtp(), new AudioSocket(), new CodedSound(G711.PCMU)};
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            if (noise.length > 1 && random.nextBoolean()) {
                noise[0] = (byte) (0x80 | noise[0]);
                noise[1] = 96;
            }
            for (Framing framing : all) {
                assertThat(framing.read(noise)).isNotNull();
            }
        }
    }

    private static short[] sound(Framing framing, byte[] message) {
        return framing.read(message) instanceof Brought.Sound(short[] pcm) ? pcm : new short[0];
    }
}
