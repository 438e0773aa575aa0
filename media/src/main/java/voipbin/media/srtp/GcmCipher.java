package voipbin.media.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-GCM (RFC 7714). The JDK's GCM takes a parameter object for each packet, so this profile allocates; it is the one
 * that we choose last.
 */
final class GcmCipher implements PacketCipher {

    private static final int TAG = 16;
    private static final int IV = 12;
    private static final int RTCP_HEADER = 8;
    private static final int ENCRYPTED = 0x8000_0000;

    /** What one kind of packet is protected with. */
    private static final class Keys {

        final Cipher gcm;
        final SecretKeySpec key;
        final byte[] salt;
        final byte[] iv = new byte[IV];
        final byte[] word = new byte[4];

        Keys(KeyDerivation derivation, int offset) throws GeneralSecurityException {
            gcm = Cipher.getInstance("AES/GCM/NoPadding");
            key = new SecretKeySpec(derivation.derive(offset + KeyDerivation.RTP_CIPHER, SrtpProfile.KEY), "AES");
            salt = derivation.derive(offset + KeyDerivation.RTP_SALT, IV);
        }

        /** RFC 7714 §8.1 and §9.1: SSRC and index at their places in the salt. */
        void begin(int mode, int ssrc, long index) throws GeneralSecurityException {
            System.arraycopy(salt, 0, iv, 0, IV);
            Words.xor(iv, 2, ssrc);
            Words.xor(iv, 6, (int) (index >>> 16));
            iv[10] ^= (byte) (index >>> 8);
            iv[11] ^= (byte) index;
            gcm.init(mode, key, new GCMParameterSpec(8 * TAG, iv));
        }
    }

    private final Keys rtp;
    private final Keys rtcp;
    private final byte[] sealed = new byte[4096];

    GcmCipher(SrtpKey master) {
        try {
            KeyDerivation derivation = new KeyDerivation(master);
            rtp = new Keys(derivation, 0);
            rtcp = new Keys(derivation, KeyDerivation.RTCP);
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("every JDK has AES-GCM", absent);
        }
    }

    @Override
    public int sealRtp(byte[] packet, int header, int length, int rollover) {
        return rtp(Cipher.ENCRYPT_MODE, packet, header, length, rollover);
    }

    @Override
    public int openRtp(byte[] packet, int header, int length, int rollover) {
        return rtp(Cipher.DECRYPT_MODE, packet, header, length, rollover);
    }

    private int rtp(int mode, byte[] packet, int header, int length, int rollover) {
        try {
            long sequence = (packet[2] & 0xFF) << 8 | packet[3] & 0xFF;
            rtp.begin(mode, Words.read(packet, 8), (rollover & 0xFFFF_FFFFL) << 16 | sequence);
            rtp.gcm.updateAAD(packet, 0, header);
            return header + finish(rtp.gcm, packet, header, length - header);
        } catch (AEADBadTagException forged) {
            return -1;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("buffers are large enough", impossible);
        }
    }

    private int finish(Cipher gcm, byte[] packet, int from, int length) throws GeneralSecurityException {
        int written = gcm.doFinal(packet, from, length, sealed, 0);
        System.arraycopy(sealed, 0, packet, from, written);
        return written;
    }

    @Override
    public int sealRtcp(byte[] packet, int length, int index) {
        int end = rtcp(Cipher.ENCRYPT_MODE, packet, length, ENCRYPTED | index);
        Words.write(packet, end, ENCRYPTED | index);
        return end + 4;
    }

    @Override
    public int openRtcp(byte[] packet, int length) {
        int word = Words.read(packet, length - 4);
        // A compound that is only authenticated is laid out differently (RFC 7714 §9.3), and nobody sends it.
        return (word & ENCRYPTED) == 0 ? -1 : rtcp(Cipher.DECRYPT_MODE, packet, length - 4, word);
    }

    private int rtcp(int mode, byte[] packet, int length, int word) {
        try {
            rtcp.begin(mode, Words.read(packet, 4), word & ~ENCRYPTED);
            Words.write(rtcp.word, 0, word);
            rtcp.gcm.updateAAD(packet, 0, RTCP_HEADER);
            rtcp.gcm.updateAAD(rtcp.word);
            return RTCP_HEADER + finish(rtcp.gcm, packet, RTCP_HEADER, length - RTCP_HEADER);
        } catch (AEADBadTagException forged) {
            return -1;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("buffers are large enough", impossible);
        }
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
