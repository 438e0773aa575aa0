package voipbin.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Known answers: RFC 3711 appendix B and the vectors that SRTP implementations share. */
class SrtpVectorsTest {

    private static final SrtpKey MASTER =
            new SrtpKey(hex("e1f97a0d3e018be0d64fa32c06de4139"), hex("0ec675ad498afeebb6960b3aabe6"));

    @Test
    void theKeyStreamIsThatOfTheRfc() {
        byte[] stream = new byte[48];
        new AesCounter(hex("2b7e151628aed2a6abf7158809cf4f3c"))
                .apply(hex("f0f1f2f3f4f5f6f7f8f9fafbfcfd0000"), stream, 0, stream.length);
        assertThat(stream)
                .isEqualTo(hex("e03ead0935c95e80e166b16dd92b4eb4d23513162b02d0f72a43a2fe4a5f97ab41e95b3bb0a2e8dd"
                        + "477901e4fca894c0"));
    }

    @Test
    void theSessionKeysAreThoseOfTheRfc() {
        KeyDerivation derivation = new KeyDerivation(MASTER);
        assertThat(derivation.derive(KeyDerivation.RTP_CIPHER, 16)).isEqualTo(hex("c61e7a93744f39ee10734afe3ff7a087"));
        assertThat(derivation.derive(KeyDerivation.RTP_SALT, 14)).isEqualTo(hex("30cbbc08863d8c85d49db34a9ae1"));
        assertThat(derivation.derive(KeyDerivation.RTP_AUTHENTICATION, 20))
                .isEqualTo(hex("cebe321f6ff7716b6fd4ab49af256a156d38baa4"));
    }

    @Test
    void anRtpPacketIsSealedAsOthersSealIt() {
        ByteBuffer packet = buffer("800f1234decafbadcafebabe" + "ab".repeat(16));
        new SrtpSender(SrtpProfile.AES_CM_128_HMAC_SHA1_80, MASTER).protectRtp(packet);
        assertThat(bytes(packet))
                .isEqualTo(hex("800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb"));
    }

    @Test
    void anRtcpCompoundIsSealedAsOthersSealIt() {
        ByteBuffer compound = buffer("81c8000bcafebabe" + "ab".repeat(16));
        new SrtpSender(SrtpProfile.AES_CM_128_HMAC_SHA1_80, MASTER).protectRtcp(compound);
        assertThat(bytes(compound))
                .isEqualTo(hex("81c8000bcafebabe7128035be487b9bdbef89041f977a5a880000001993e08cd54d6c1230798"));
    }

    @Test
    void gcmSealsAsOthersDo() {
        SrtpKey master = new SrtpKey(hex("000102030405060708090a0b0c0d0e0f"), hex("a0a1a2a3a4a5a6a7a8a9aaab"));
        ByteBuffer packet = buffer("800f1234decafbadcafebabe" + "ab".repeat(16));
        new SrtpSender(SrtpProfile.AEAD_AES_128_GCM, master).protectRtp(packet);
        assertThat(bytes(packet))
                .isEqualTo(hex(
                        "800f1234decafbadcafebabec5002ede04cfdd2eb91159e0880aa06ed2976826f796b201df3131a127e8a392"));
    }

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private static ByteBuffer buffer(String hex) {
        return ByteBuffer.allocate(2048).put(hex(hex)).flip();
    }

    private static byte[] bytes(ByteBuffer packet) {
        byte[] bytes = new byte[packet.limit()];
        packet.get(0, bytes);
        return bytes;
    }
}
