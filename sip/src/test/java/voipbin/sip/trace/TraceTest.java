package voipbin.sip.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is seen of a message without parsing it, and what is not shown of it. */
class TraceTest {

    @Test
    void aRequestIsSeenByItsHeadersInAnyFormAndCase() {
        String invite = "INVITE sip:a@b SIP/2.0\r\nv: SIP/2.0/TLS host;branch=z9hG4bK1\r\n"
                + "Subject: CSeq\r\ncSEQ : 7 \t INVITE\r\ni:\tabc@host \r\n\r\nCall-ID: body\r\n";
        assertThat(Glance.at(octets(invite))).contains(new Glance("abc@host", 0, "INVITE", "TLS"));
        assertThat(Glance.label(octets(invite))).isEqualTo("INVITE");
    }

    @Test
    void aResponseIsSeenWithItsStatusAndTheMethodOfItsRequest() {
        String busy = "SIP/2.0 486 Busy Here\nVia: SIP/2.0/UDP a\nVia: SIP/2.0/TCP b\nCall-ID: x\nCSeq: 1 INVITE\n\n";
        assertThat(Glance.at(octets(busy))).contains(new Glance("x", 486, "INVITE", "UDP"));
        assertThat(Glance.label(octets(busy))).isEqualTo("486");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n\r\n",
                "SIP/2.0 ",
                "SIP/2.0 2x0 OK\r\n",
                "INVITE",
                "INVITE sip:a SIP/2.0\r\nCall-ID: x\r\n\r\nCSeq: 1 INVITE",
                "INVITE sip:a SIP/2.0\r\nCall-ID:\r\nCSeq: 1 INVITE\r\n\r\n",
                "INVITE sip:a SIP/2.0\r\nCSeq\r\nCall-ID",
                ":\n:\n:"
            })
    void whatIsNoMessageIsNotSeen(String noise) {
        assertThat(Glance.at(octets(noise))).isEmpty();
    }

    @Test
    void aViaThatCannotBeReadCountsAsUdp() {
        assertThat(Glance.at(octets("BYE x SIP/2.0\r\nVia: nonsense\r\nCall-ID: x\r\nCSeq: 1 BYE\r\n\r\n")))
                .map(Glance::transport)
                .isEqualTo(Optional.of("UDP"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Digest username=\"a\", response=\"<0123456789abcdef>\", qop=auth",
                "proxy-authorization : Digest response = <0123456789abcdef>,username=\"a\"",
                "Authorization: Bearer <tok-en>",
                "Authorization: Basic <YTpi>",
                "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:<WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9>|2^20|1:4",
                "a=ice-pwd:<asd88fgpdd777uzjYhagZg>",
                "k=<clear:sesame>"
            })
    void secretsAreCoveredAndNoLengthChanges(String marked) {
        String secret = marked.substring(marked.indexOf('<') + 1, marked.indexOf('>'));
        String message = "INVITE sip:a@b SIP/2.0\r\n" + marked.replaceAll("[<>]", "") + "\r\nX: 1\r\n\r\n";
        assertThat(text(Masked.of(octets(message)))).isEqualTo(message.replace(secret, "*".repeat(secret.length())));
    }

    @Test
    void theSecretItselfIsGoneAndItsNeighboursStay() {
        String line = "Authorization: Digest username=\"1000\", realm=\"r\", nonce=\"n\", uri=\"sip:x\","
                + " response=\"6629fae49393a05397450978507c4ef1\", algorithm=MD5\r\n";
        assertThat(text(Masked.of(octets("REGISTER sip:x SIP/2.0\r\n" + line + "\r\n"))))
                .contains("username=\"1000\"", "nonce=\"n\"", "response=\"" + "*".repeat(32) + "\"", "algorithm=MD5");
    }

    @Test
    void aMessageWithoutSecretsIsLeftAlone() {
        byte[] plain =
                octets("BYE sip:a SIP/2.0\r\nSubject: response=\"x\"\r\nWWW-Authenticate: Digest nonce=\"n\"\r\n\r\n");
        assertThat(Masked.of(plain)).isSameAs(plain);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.UTF_8);
    }
}
