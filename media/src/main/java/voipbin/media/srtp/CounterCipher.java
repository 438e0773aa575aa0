package voipbin.media.srtp;

import java.util.Arrays;

/** AES in counter mode with HMAC-SHA1 (RFC 3711 §4). */
final class CounterCipher implements PacketCipher {

    private static final int SALT = 14;
    private static final int AUTHENTICATION_KEY = 20;
    private static final int RTCP_HEADER = 8;
    private static final int ENCRYPTED = 0x8000_0000;

    /** What one kind of packet is protected with. */
    private static final class Keys {

        final AesCounter counter;
        final HmacSha1 authentication;
        final byte[] salt;
        final byte[] iv = new byte[16];

        Keys(KeyDerivation derivation, int offset) {
            counter = new AesCounter(derivation.derive(offset + KeyDerivation.RTP_CIPHER, SrtpProfile.KEY));
            authentication =
                    new HmacSha1(derivation.derive(offset + KeyDerivation.RTP_AUTHENTICATION, AUTHENTICATION_KEY));
            salt = Arrays.copyOf(derivation.derive(offset + KeyDerivation.RTP_SALT, SALT), 16);
        }

        /** RFC 3711 §4.1.1: salt, SSRC and index of 48 bits, XORed at their places. */
        void apply(byte[] packet, int from, int length, int ssrc, long index) {
            System.arraycopy(salt, 0, iv, 0, iv.length);
            Words.xor(iv, 4, ssrc);
            Words.xor(iv, 8, (int) (index >>> 16));
            Words.xor(iv, 12, (int) index << 16);
            counter.apply(iv, packet, from, length);
        }
    }

    private final Keys rtp;
    private final Keys rtcp;
    private final int rtpTag;
    private final int rtcpTag;

    CounterCipher(SrtpProfile profile, SrtpKey master) {
        KeyDerivation derivation = new KeyDerivation(master);
        rtp = new Keys(derivation, 0);
        rtcp = new Keys(derivation, KeyDerivation.RTCP);
        rtpTag = profile.rtpTag();
        rtcpTag = profile.rtcpTag();
    }

    @Override
    public int sealRtp(byte[] packet, int header, int length, int rollover) {
        applyRtp(packet, header, length, rollover);
        byte[] tag = rtp.authentication.of(packet, length, rollover);
        System.arraycopy(tag, 0, packet, length, rtpTag);
        return length + rtpTag;
    }

    @Override
    public int openRtp(byte[] packet, int header, int length, int rollover) {
        int end = length - rtpTag;
        if (!same(rtp.authentication.of(packet, end, rollover), packet, end, rtpTag)) {
            return -1;
        }
        applyRtp(packet, header, end, rollover);
        return end;
    }

    private void applyRtp(byte[] packet, int header, int end, int rollover) {
        long sequence = (packet[2] & 0xFF) << 8 | packet[3] & 0xFF;
        long index = (rollover & 0xFFFF_FFFFL) << 16 | sequence;
        rtp.apply(packet, header, end - header, Words.read(packet, 8), index);
    }

    @Override
    public int sealRtcp(byte[] packet, int length, int index) {
        rtcp.apply(packet, RTCP_HEADER, length - RTCP_HEADER, Words.read(packet, 4), index);
        int word = ENCRYPTED | index;
        Words.write(packet, length, word);
        byte[] tag = rtcp.authentication.of(packet, length, word);
        System.arraycopy(tag, 0, packet, length + 4, rtcpTag);
        return length + 4 + rtcpTag;
    }

    @Override
    public int openRtcp(byte[] packet, int length) {
        int end = length - rtcpTag - 4;
        int word = Words.read(packet, end);
        if (!same(rtcp.authentication.of(packet, end, word), packet, end + 4, rtcpTag)) {
            return -1;
        }
        if ((word & ENCRYPTED) != 0) {
            rtcp.apply(packet, RTCP_HEADER, end - RTCP_HEADER, Words.read(packet, 4), word & ~ENCRYPTED);
        }
        return end;
    }

    @Override
    public int rtcpIndex(byte[] packet, int length) {
        return Words.read(packet, length - rtcpTag - 4) & ~ENCRYPTED;
    }

    @Override
    public int shortestRtcp() {
        return RTCP_HEADER + 4 + rtcpTag;
    }

    @Override
    public int shortestRtp(int header) {
        return header + rtpTag;
    }

    /** In the same time whatever differs. */
    private static boolean same(byte[] tag, byte[] packet, int at, int length) {
        int difference = 0;
        for (int i = 0; i < length; i++) {
            difference |= tag[i] ^ packet[at + i];
        }
        return difference == 0;
    }
}
