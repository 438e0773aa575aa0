package voipbin.media.srtp;

import java.nio.ByteBuffer;

/** Protects what one SSRC sends. Confined to one thread; allocates nothing a packet, but with GCM. */
public final class SrtpSender {

    /** Bytes that a buffer must have room for behind a packet. */
    public static final int TRAILER = PacketCipher.TRAILER;

    private final PacketCipher cipher;
    private final byte[] work = new byte[2048 + PacketCipher.TRAILER];
    private int rollover;
    private int last = -1;
    private int rtcpIndex;

    public SrtpSender(SrtpProfile profile, SrtpKey master) {
        cipher = PacketCipher.of(profile, master);
    }

    /** Replaces the RTP packet {@code [0..limit)} by its protected form and moves the limit (RFC 3711 §3.3). */
    public void protectRtp(ByteBuffer packet) {
        int length = take(packet);
        int header = SrtpReceiver.header(work, length);
        int sequence = (work[2] & 0xFF) << 8 | work[3] & 0xFF;
        give(packet, cipher.sealRtp(work, header, length, rollover(sequence)));
    }

    /** Packets that are relayed may come in disorder, also where the sequence number wraps (RFC 3711 §3.3.1). */
    private int rollover(int sequence) {
        if (last >= 0 && sequence - last > 0x8000) {
            return rollover - 1;
        }
        if (last - sequence > 0x8000) {
            rollover++;
        }
        last = last < sequence || last - sequence > 0x8000 ? sequence : last;
        return rollover;
    }

    /** The same with a compound of RTCP (RFC 3711 §3.4). */
    public void protectRtcp(ByteBuffer compound) {
        int length = take(compound);
        rtcpIndex = (rtcpIndex + 1) & 0x7FFF_FFFF;
        give(compound, cipher.sealRtcp(work, length, rtcpIndex));
    }

    private int take(ByteBuffer packet) {
        packet.get(0, work, 0, packet.limit());
        return packet.limit();
    }

    private void give(ByteBuffer packet, int length) {
        packet.limit(length).position(0);
        packet.put(0, work, 0, length);
    }
}
