package voipbin.media.rtp;

import java.nio.ByteBuffer;

/**
 * A view over one RTP packet (RFC 3550 §5.1), laid over one buffer after another so that nothing is allocated a packet.
 * The accessors tell about the last buffer that {@link #wrap} accepted.
 */
public final class RtpPacket {

    /** Bytes of a header without contributing sources and extension. */
    public static final int HEADER = 12;

    private static final int VERSION = 2;

    private ByteBuffer packet = ByteBuffer.allocate(HEADER);
    private int payloadOffset = HEADER;
    private int payloadLength;

    /** Lays the view over {@code packet[0..limit)}; false when that is no RTP packet (RFC 3550 §A.1). */
    public boolean wrap(ByteBuffer packet) {
        int length = packet.limit();
        if (length < HEADER || (packet.get(0) & 0xC0) >> 6 != VERSION) {
            return false;
        }
        int offset = HEADER + 4 * (packet.get(0) & 0x0F);
        if ((packet.get(0) & 0x10) != 0) {
            if (offset + 4 > length) {
                return false;
            }
            offset += 4 + 4 * (packet.getShort(offset + 2) & 0xFFFF);
        }
        int padding = (packet.get(0) & 0x20) == 0 ? 0 : packet.get(length - 1) & 0xFF;
        boolean paddingWrong = (packet.get(0) & 0x20) != 0 && padding == 0;
        if (paddingWrong || offset + padding > length) {
            return false;
        }
        this.packet = packet;
        payloadOffset = offset;
        payloadLength = length - offset - padding;
        return true;
    }

    public boolean marker() {
        return (packet.get(1) & 0x80) != 0;
    }

    public int payloadType() {
        return packet.get(1) & 0x7F;
    }

    /** 0 to 65535. */
    public int sequence() {
        return packet.getShort(2) & 0xFFFF;
    }

    /** 32 bit, to be compared by the sign of a difference. */
    public int timestamp() {
        return packet.getInt(4);
    }

    public int ssrc() {
        return packet.getInt(8);
    }

    /** Where the payload begins in the buffer. */
    public int payloadOffset() {
        return payloadOffset;
    }

    /** Its length without padding. */
    public int payloadLength() {
        return payloadLength;
    }

    /** The buffer that the view lies over. */
    public ByteBuffer buffer() {
        return packet;
    }

    /** Whether these bytes are RTCP when both share a port: by the second byte (RFC 5761 §4). */
    public static boolean isRtcp(ByteBuffer packet) {
        int type = packet.limit() < 2 ? 0 : packet.get(1) & 0x7F;
        return type >= 64 && type <= 95;
    }
}
