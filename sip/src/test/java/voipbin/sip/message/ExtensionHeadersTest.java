package voipbin.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Headers of the extensions: read, written, and what is no such header. */
class ExtensionHeadersTest {

    private static Response with(String name, String... values) {
        Headers.Builder headers = Headers.builder().add("CSeq", "4 INVITE");
        for (String value : values) {
            headers.add(name, value);
        }
        return Response.of(183, "Session Progress", headers.build());
    }

    @Test
    void reasons() {
        assertThat(Reason.all(with("Reason", "SIP ;cause=200 ;text=\"Call completed elsewhere\", Q.850;cause=16")))
                .containsExactly(Reason.ofSip(200, "Call completed elsewhere"), Reason.ofQ850(16, ""));
        assertThat(Reason.all(with("Reason", "preemption;text=x", "\"no\"", "X;cause=many")))
                .containsExactly(
                        new Reason("preemption", OptionalInt.empty(), "x"), new Reason("X", OptionalInt.empty(), ""));
        assertThat(Reason.ofSip(486, "so \"busy\"\r\n").header().value())
                .isEqualTo("SIP;cause=486;text=\"so \\\"busy\\\"  \"");
    }

    @Test
    void dialogReferences() {
        DialogReference reference =
                new DialogReference("a b@c;d".replace(";d", "").replace(" ", ""), "t", "f", true);
        assertThat(DialogReference.replaces(with("Replaces", reference.replaces())))
                .contains(reference);
        SipUri uri = SipUri.parse("sip:x@y?Subject=z&" + reference.escaped()).orElseThrow();
        assertThat(DialogReference.escaped(uri)).contains(reference);
        assertThat(DialogReference.escaped(SipUri.of("x", "y"))).isEmpty();
        assertThat(DialogReference.target(with("Target-Dialog", "i@h;local-tag=1;remote-tag=2")))
                .contains(new DialogReference("i@h", "1", "2", false));
        for (String bad : new String[] {"", "x", ";to-tag=1;from-tag=2", "x;to-tag=1", "x;to-tag=1;from-tag=2,y"}) {
            assertThat(DialogReference.parseReplaces(bad)).as(bad).isEmpty();
        }
    }

    @Test
    void sessionExpires() {
        assertThat(SessionExpires.of(with("Session-Expires", "1800;refresher=UAS;x=1")))
                .contains(new SessionExpires(Duration.ofSeconds(1800), Optional.of(SessionExpires.Refresher.UAS)));
        assertThat(SessionExpires.of(with("Session-Expires", "90;refresher=me")))
                .contains(new SessionExpires(Duration.ofSeconds(90), Optional.empty()));
        assertThat(SessionExpires.of(with("Session-Expires", "-1"))).isEmpty();
        assertThat(SessionExpires.least(with("Min-SE", "120;x=y"))).isEqualTo(Duration.ofSeconds(120));
        assertThat(SessionExpires.least(with("Min-SE", "soon"))).isEqualTo(SessionExpires.LEAST);
    }

    @Test
    void racks() {
        assertThat(RAck.of(with("RAck", "7  4 INVITE"))).contains(new RAck(7, new CSeq(4, Method.INVITE)));
        assertThat(RAck.of(with("RAck", "7"))).isEmpty();
        assertThat(RAck.of(with("RAck", "7 INVITE"))).isEmpty();
        Response reliable = with("RSeq", "7");
        assertThat(RAck.by(reliable)).isEmpty();
        assertThat(RAck.by(reliable.with(
                        reliable.headers().toBuilder().add("Require", "100rel").build())))
                .contains(new RAck(7, new CSeq(4, Method.INVITE)));
    }

    @Test
    void identities() {
        Response message = Response.of(
                200,
                "OK",
                Headers.builder()
                        .add("P-Asserted-Identity", "\"Alice\" <sip:alice@a>, <tel:+15550100>")
                        .add("P-Preferred-Identity", "<sip:other@a>")
                        .add("P-Preferred-Identity", "<<<")
                        .add("Privacy", "ID; critical")
                        .build());
        Identities identities = Identities.of(message);
        assertThat(identities.asserted()).hasSize(2);
        assertThat(identities.preferred()).hasSize(1);
        assertThat(identities.privacy()).containsExactlyInAnyOrder("id", "critical");
        assertThat(identities.hidden()).isTrue();
        assertThat(identities.headers())
                .extracting(Header::value)
                .containsExactly("\"Alice\" <sip:alice@a>", "<tel:+15550100>", "<sip:other@a>", "critical;id");
        assertThat(Identities.of(with("Privacy", "none")).hidden()).isFalse();
    }
}
