package voipbin.media.rtp;

import java.nio.ByteBuffer;

/** Hand-made packets. */
public final class RtpPackets {

    private RtpPackets() {}

    public static ByteBuffer of(int payloadType, int sequence, int timestamp, byte[] payload) {
        return of(0x1234, payloadType, sequence, timestamp, payload);
    }

    public static ByteBuffer of(int ssrc, int payloadType, int sequence, int timestamp, byte[] payload) {
        ByteBuffer packet = ByteBuffer.allocate(RtpPacket.HEADER + payload.length);
        packet.put((byte) 0x80).put((byte) payloadType).putShort((short) sequence);
        return packet.putInt(timestamp).putInt(ssrc).put(payload).flip();
    }

    public static RtpPacket view(ByteBuffer packet) {
        RtpPacket view = new RtpPacket();
        if (!view.wrap(packet)) {
            throw new AssertionError("not an RTP packet");
        }
        return view;
    }
}
