package voipbin.media.srtp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks and opens what a peer sends, each packet once. Confined to one thread; allocates nothing a packet, but with
 * GCM.
 */
public final class SrtpReceiver {

    private static final int RTP_HEADER = 12;

    /** So many SSRCs are remembered: a peer has one, and another after a transfer. */
    private static final int MOST_SOURCES = 16;

    private final PacketCipher cipher;
    private final byte[] work = new byte[2048];
    private final List<SrtpSource> sources = new ArrayList<>(2);

    public SrtpReceiver(SrtpProfile profile, SrtpKey master) {
        cipher = PacketCipher.of(profile, master);
    }

    /**
     * Replaces the protected RTP packet {@code [0..limit)} by the plain one and moves the limit; false, and the packet
     * untouched, when it is not authentic, not new or no SRTP at all.
     */
    public boolean unprotectRtp(ByteBuffer packet) {
        int length = packet.limit();
        if (length > work.length) {
            return false;
        }
        packet.get(0, work, 0, length);
        int header = header(work, length);
        if (header < 0 || length < cipher.shortestRtp(header)) {
            return false;
        }
        SrtpSource source = source(Words.read(work, 8));
        long index = source.index((work[2] & 0xFF) << 8 | work[3] & 0xFF);
        if (!source.rtp.isNew(index)) {
            return false;
        }
        int plain = cipher.openRtp(work, header, length, (int) (index >>> 16));
        if (plain < 0) {
            return false;
        }
        source.rtp.note(index);
        keep(source);
        packet.limit(plain).put(0, work, 0, plain);
        return true;
    }

    /** The same with a compound of RTCP. */
    public boolean unprotectRtcp(ByteBuffer compound) {
        int length = compound.limit();
        if (length > work.length || length < cipher.shortestRtcp()) {
            return false;
        }
        compound.get(0, work, 0, length);
        SrtpSource source = source(Words.read(work, 4));
        int index = cipher.rtcpIndex(work, length);
        if (!source.rtcp.isNew(index)) {
            return false;
        }
        int plain = cipher.openRtcp(work, length);
        if (plain < 0) {
            return false;
        }
        source.rtcp.note(index);
        keep(source);
        compound.limit(plain).put(0, work, 0, plain);
        return true;
    }

    /** The one of this SSRC; a new one is not kept before a packet of it is known to be authentic. */
    private SrtpSource source(int ssrc) {
        for (int i = 0; i < sources.size(); i++) {
            if (sources.get(i).ssrc == ssrc) {
                return sources.get(i);
            }
        }
        return new SrtpSource(ssrc);
    }

    private void keep(SrtpSource source) {
        if (!sources.isEmpty() && sources.getLast() == source) {
            return;
        }
        if (!sources.contains(source)) {
            if (sources.size() == MOST_SOURCES) {
                sources.removeFirst();
            }
            sources.add(source);
        }
    }

    /** Bytes of an RTP header with its contributing sources and extension; -1 when it is none (RFC 3550 §5.1). */
    static int header(byte[] packet, int length) {
        if (length < RTP_HEADER || (packet[0] & 0xC0) != 0x80) {
            return -1;
        }
        int header = RTP_HEADER + 4 * (packet[0] & 0x0F);
        if ((packet[0] & 0x10) != 0) {
            if (header + 4 > length) {
                return -1;
            }
            header += 4 + 4 * ((packet[header + 2] & 0xFF) << 8 | packet[header + 3] & 0xFF);
        }
        return header <= length ? header : -1;
    }
}
