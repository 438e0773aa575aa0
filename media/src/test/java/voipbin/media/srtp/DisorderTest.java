package voipbin.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import voipbin.media.rtp.RtpPackets;

/** Relayed packets keep the disorder in which they came. */
class DisorderTest {

    private static final SrtpKey KEY = new SrtpKey(new byte[16], new byte[14]);

    @Test
    void disorderWhereTheSequenceNumberWrapsHarmsNoPacket() {
        SrtpSender sender = new SrtpSender(SrtpProfile.AES_CM_128_HMAC_SHA1_80, KEY);
        SrtpReceiver receiver = new SrtpReceiver(SrtpProfile.AES_CM_128_HMAC_SHA1_80, KEY);
        for (int sequence : new int[] {65_533, 65_534, 0, 65_535, 1, 3, 2, 4}) {
            ByteBuffer packet = ByteBuffer.allocate(2048)
                    .put(RtpPackets.of(0, sequence, sequence * 160, new byte[160]))
                    .flip();
            sender.protectRtp(packet);
            assertThat(receiver.unprotectRtp(packet)).as("%d", sequence).isTrue();
        }
    }
}
