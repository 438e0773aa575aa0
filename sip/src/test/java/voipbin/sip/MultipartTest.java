package voipbin.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import voipbin.base.ManualTime;

/** RFC 5621: a description among other parts of a body. */
class MultipartTest {

    private static final String OPTIONAL =
            "Content-Type: application/isup\nContent-Disposition: signal;handling=optional" + "\n\n\u0001\u0002\n--\n";
    private static final String REQUIRED = "Content-Type: application/isup\n\n\u0001\u0002";
    private static final String SDP = "Content-Type: application/sdp\n\nv=0 offer";

    private final ManualTime time = new ManualTime();
    private final List<IncomingCall> calls = new ArrayList<>();
    private final Node node = new Node(time, "192.0.2.1", call -> {
        call.listener(new Ear());
        calls.add(call);
    });

    private void invite(String type, String... parts) {
        StringBuilder body = new StringBuilder("to be ignored");
        for (String part : parts) {
            body.append("\n--next\n").append(part);
        }
        body.append("\n--next--\n");
        send(type, body.toString());
    }

    private void send(String type, String body) {
        node.receive(
                "INVITE sip:bob@192.0.2.1 SIP/2.0\nVia: SIP/2.0/UDP 10.0.0.7:5062;rport;branch=z9hG4bK1\n"
                        + "Max-Forwards: 70\nFrom: <sip:alice@192.0.2.2>;tag=a\nTo: <sip:bob@192.0.2.1>\n"
                        + "Call-ID: one\nCSeq: 1 INVITE\nContact: <sip:alice@10.0.0.7:5062>\nContent-Type: "
                        + type + "\nContent-Length: "
                        + body.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8).length + "\n\n" + body,
                "192.0.2.2");
        time.advance(Duration.ZERO);
    }

    private String offered() {
        return new String(calls.getLast().invite().body(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/mixed;boundary=next",
                "Multipart/Mixed; boundary=\"next\"",
                "multipart/related;boundary=next"
            })
    void theDescriptionIsFoundAmongPartsThatNeedNotBeRead(String type) {
        invite(type, OPTIONAL, SDP);
        assertThat(offered()).isEqualTo("v=0 offer");
        assertThat(calls.getLast().invite().contentType()).contains("application/sdp");
    }

    @Test
    void itIsFoundInPartsOfParts() {
        invite(
                "multipart/mixed;boundary=next",
                OPTIONAL,
                "Content-Type: multipart/alternative;boundary=inner\n\n--inner\n\nplain\n--inner\n" + SDP
                        + "\n--inner--");
        assertThat(offered()).isEqualTo("v=0 offer");
    }

    @Test
    void whatMustBeUnderstoodAndIsNotIsRefused() {
        invite("multipart/mixed;boundary=next", REQUIRED, SDP);
        assertThat(calls).isEmpty();
        assertThat(node.lastResponse().status()).isEqualTo(415);
        assertThat(node.lastResponse().header("Accept"))
                .hasValueSatisfying(accept -> assertThat(accept).contains("application/sdp", "multipart/mixed"));
    }

    @Test
    void whereNothingMustBeReadTheCallHasNoOffer() {
        invite("multipart/mixed;boundary=next", OPTIONAL);
        assertThat(calls.getLast().invite().hasBody()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/mixed", "multipart/mixed;boundary=\"\"", "multipart/mixed;boundary=other"})
    void partsThatCannotBeToldApartAreRefused(String type) {
        invite(type, SDP);
        assertThat(node.lastResponse().status()).isEqualTo(415);
    }

    @Test
    void aPartWithoutAnEndIsRefused() {
        send("multipart/mixed;boundary=next", "--next\n" + SDP);
        assertThat(node.lastResponse().status()).isEqualTo(415);
    }
}
