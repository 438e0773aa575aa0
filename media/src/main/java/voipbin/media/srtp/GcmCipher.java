package voipbin.media.srtp;

import java.security.MessageDigest;

/**
 * AES-GCM (RFC 7714). Out of the JDK's AES and our own {@link Ghash}: its GCM takes a parameter object, and makes more
 * of its own, for each packet.
 */
final class GcmCipher implements PacketCipher {

    private static final int TAG = 16;
    private static final int IV = 12;
    private static final int RTCP_HEADER = 8;
    private static final int ENCRYPTED = 0x8000_0000;

    /** What one kind of packet is protected with. */
    private static final class Keys {

        private final AesCounter aes;
        private final Ghash hash;
        private final byte[] salt;
        /** And a counter of four bytes, of which packets need two (NIST SP 800-38D §7.1). */
        private final byte[] iv = new byte[IV + 4];

        private final byte[] tag = new byte[TAG];
        private final byte[] zeros = new byte[TAG];

        Keys(KeyDerivation derivation, int offset) {
            aes = new AesCounter(derivation.derive(offset + KeyDerivation.RTP_CIPHER, SrtpProfile.KEY));
            salt = derivation.derive(offset + KeyDerivation.RTP_SALT, IV);
            byte[] key = new byte[TAG];
            aes.apply(zeros, key, 0, TAG);
            hash = new Ghash(key);
        }

        /** RFC 7714 §8.1 and §9.1: SSRC and index at their places in the salt. */
        void begin(int ssrc, long index) {
            System.arraycopy(salt, 0, iv, 0, IV);
            Words.xor(iv, 2, ssrc);
            Words.xor(iv, 6, (int) (index >>> 16));
            iv[10] ^= (byte) (index >>> 8);
            iv[11] ^= (byte) index;
            hash.reset();
        }

        void crypt(byte[] packet, int from, int length) {
            aes.apply(iv, 2, packet, from, length);
        }

        /** Computes the tag of what is encrypted there and of {@code plain} bytes that were hashed before. */
        byte[] tag(int plain, byte[] packet, int from, int length) {
            hash.update(packet, from, length);
            hash.finish(plain, length, tag);
            aes.apply(iv, 1, tag, 0, TAG);
            return tag;
        }
    }

    private final Keys rtp;
    private final Keys rtcp;
    private final byte[] compoundHead = new byte[RTCP_HEADER + 4];
    private final byte[] claimed = new byte[TAG];

    GcmCipher(SrtpKey master) {
        KeyDerivation derivation = new KeyDerivation(master);
        rtp = new Keys(derivation, 0);
        rtcp = new Keys(derivation, KeyDerivation.RTCP);
    }

    private void beginRtp(byte[] packet, int header, int rollover) {
        long sequence = (packet[2] & 0xFF) << 8 | packet[3] & 0xFF;
        rtp.begin(Words.read(packet, 8), (rollover & 0xFFFF_FFFFL) << 16 | sequence);
        rtp.hash.update(packet, 0, header);
    }

    @Override
    public int sealRtp(byte[] packet, int header, int length, int rollover) {
        beginRtp(packet, header, rollover);
        return seal(rtp, header, packet, header, length);
    }

    @Override
    public int openRtp(byte[] packet, int header, int length, int rollover) {
        beginRtp(packet, header, rollover);
        return open(rtp, header, packet, header, length);
    }

    private static int seal(Keys keys, int plain, byte[] packet, int from, int end) {
        keys.crypt(packet, from, end - from);
        System.arraycopy(keys.tag(plain, packet, from, end - from), 0, packet, end, TAG);
        return end + TAG;
    }

    private int open(Keys keys, int plain, byte[] packet, int from, int end) {
        int length = end - TAG - from;
        System.arraycopy(packet, end - TAG, claimed, 0, TAG);
        if (!MessageDigest.isEqual(keys.tag(plain, packet, from, length), claimed)) {
            return -1;
        }
        keys.crypt(packet, from, length);
        return end - TAG;
    }

    private void beginRtcp(byte[] packet, int word) {
        rtcp.begin(Words.read(packet, 4), word & ~ENCRYPTED);
        System.arraycopy(packet, 0, compoundHead, 0, RTCP_HEADER);
        Words.write(compoundHead, RTCP_HEADER, word);
        rtcp.hash.update(compoundHead, 0, compoundHead.length);
    }

    @Override
    public int sealRtcp(byte[] packet, int length, int index) {
        beginRtcp(packet, ENCRYPTED | index);
        int end = seal(rtcp, compoundHead.length, packet, RTCP_HEADER, length);
        Words.write(packet, end, ENCRYPTED | index);
        return end + 4;
    }

    @Override
    public int openRtcp(byte[] packet, int length) {
        int word = Words.read(packet, length - 4);
        if ((word & ENCRYPTED) == 0) {
            // A compound that is only authenticated is laid out differently (RFC 7714 §9.3), and nobody sends it.
            return -1;
        }
        beginRtcp(packet, word);
        return open(rtcp, compoundHead.length, packet, RTCP_HEADER, length - 4);
    }

    @Override
    public int rtcpIndex(byte[] packet, int length) {
        return Words.read(packet, length - 4) & ~ENCRYPTED;
    }

    @Override
    public int shortestRtcp() {
        return RTCP_HEADER + TAG + 4;
    }

    @Override
    public int shortestRtp(int header) {
        return header + TAG;
    }
}
