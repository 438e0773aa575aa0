package voipbin.platform.externalmedia;

/**
 * {@code rtp}: RTP packets (RFC 3550 §5.1) of payload type 96 with linear PCM, but as VoIPBIN has always had them
 * (media §4): the lower byte first, SSRC 0, the sequence from 1 on, and a timestamp that counts bytes.
 */
final class LinearRtp implements Framing {

    private static final int HEADER = 12;
    private static final int VERSION_2 = 0x80;
    private static final int PADDED = 0x20;
    private static final int EXTENDED = 0x10;
    private static final int PAYLOAD_TYPE = 96;

    private int sequence;
    private int timestamp;

    @Override
    public byte[] write(short[] pcm) {
        byte[] packet = new byte[HEADER + 2 * pcm.length];
        sequence++;
        timestamp += 2 * pcm.length;
        packet[0] = (byte) VERSION_2;
        packet[1] = PAYLOAD_TYPE;
        packet[2] = (byte) (sequence >> 8);
        packet[3] = (byte) sequence;
        for (int i = 0; i < 4; i++) {
            packet[4 + i] = (byte) (timestamp >> 24 - 8 * i);
        }
        LinearPcm.put(pcm, packet, HEADER);
        return packet;
    }

    @Override
    public Brought read(byte[] packet) {
        if (packet.length < HEADER || (packet[0] & 0xC0) != VERSION_2 || (packet[1] & 0x7F) != PAYLOAD_TYPE) {
            return Brought.NOTHING;
        }
        int from = HEADER + 4 * (packet[0] & 0xF);
        if ((packet[0] & EXTENDED) != 0) {
            if (from + 4 > packet.length) {
                return Brought.NOTHING;
            }
            from += 4 + 4 * ((packet[from + 2] & 0xFF) << 8 | packet[from + 3] & 0xFF);
        }
        int to = packet.length - ((packet[0] & PADDED) != 0 ? packet[packet.length - 1] & 0xFF : 0);
        return from >= to ? Brought.NOTHING : LinearPcm.sound(packet, from, to);
    }
}
