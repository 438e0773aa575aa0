package voipbin.media;

import java.nio.ByteBuffer;
import voipbin.media.rtp.RtpPacket;

/** What a loop's legs use by turns instead of allocating; confined to the loop. */
final class Workbench {

    /** More than any datagram that fits an Ethernet frame. */
    private static final int DATAGRAM = 2048;

    final ByteBuffer in = ByteBuffer.allocateDirect(DATAGRAM);
    final ByteBuffer out = ByteBuffer.allocateDirect(DATAGRAM);
    final RtpPacket packet = new RtpPacket();
    final byte[] payload = new byte[Source.FRAME];
    final short[] frame = new short[Source.FRAME];
    final short[] heard = new short[Source.FRAME];
    final short[] decoded = new short[DATAGRAM];
}
