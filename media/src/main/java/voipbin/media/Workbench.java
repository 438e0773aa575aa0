package voipbin.media;

import java.nio.ByteBuffer;
import voipbin.media.codec.Codec;
import voipbin.media.rtp.RtpPacket;
import voipbin.media.udp.UdpNetwork;

/** What a loop's legs use by turns instead of allocating; confined to the loop. */
final class Workbench {

    /** Samples of 20 ms at the highest rate that there is. */
    private static final int WIDEST = 960;

    final ByteBuffer out = ByteBuffer.allocateDirect(UdpNetwork.LONGEST);
    final RtpPacket packet = new RtpPacket();
    final byte[] payload = new byte[Codec.MAX_PAYLOAD];
    /** Exactly a frame, since sources and sinks may go by its length. */
    final short[] frame = new short[Source.FRAME];

    final short[] passed = new short[WIDEST];
    final short[] converted = new short[WIDEST];
    final short[] heard = new short[WIDEST];
    final short[] narrow = new short[Source.FRAME];
    final short[] tappedIn = new short[Source.FRAME];
    final short[] tappedOut = new short[Source.FRAME];
    final short[] mixedIn = new short[Source.FRAME];
    final short[] mixedOut = new short[Source.FRAME];
    final short[] decoded = new short[Codec.MAX_SAMPLES];
}
