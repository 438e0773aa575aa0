package voipbin.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import voipbin.sip.message.CSeq;
import voipbin.sip.message.Headers;
import voipbin.sip.message.Method;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;
import voipbin.sip.message.SipUri;
import voipbin.sip.transport.Hop;
import voipbin.sip.transport.Transport;

class DialogTest {

    private static final Transport NOWHERE = new Transport() {
        @Override
        public String name() {
            return "UDP";
        }

        @Override
        public boolean reliable() {
            return false;
        }

        @Override
        public InetSocketAddress address() {
            return new InetSocketAddress("192.0.2.1", 5060);
        }

        @Override
        public void send(byte[] message, InetSocketAddress to, Consumer<String> failed) {}

        @Override
        public void close() {}
    };
    private static final Hop PEER = new Hop(NOWHERE, new InetSocketAddress("192.0.2.2", 5060));

    private static Headers.Builder headers() {
        return Headers.builder()
                .add("Via", "SIP/2.0/UDP x;branch=z9hG4bK1")
                .add("From", "\"A\" <sip:a@b>;tag=1")
                .add("To", "<sip:c@d>")
                .add("Call-ID", "x")
                .add("CSeq", "7 INVITE");
    }

    private static Request invite(Headers.Builder headers) {
        return Request.of(Method.INVITE, SipUri.of("c", "d"), headers.build());
    }

    private static Request request(long number) {
        return Request.of(
                Method.INFO,
                SipUri.of("c", "d"),
                headers().set("CSeq", number + " INFO").build());
    }

    private static Dialog caller(String... recordRoutes) {
        Headers.Builder headers = headers().set("To", "<sip:c@d>;tag=2").add("Contact", "<sip:c@192.0.2.2:5070>");
        for (String route : recordRoutes) {
            headers.add("Record-Route", route);
        }
        return Dialog.ofClient(invite(headers()), Response.of(200, "OK", headers.build()), PEER);
    }

    private static String routes(Dialog dialog) {
        return String.join(", ", dialog.headers(new CSeq(8, Method.BYE)).build().values("Route"));
    }

    @Test
    void bothEndsNameTheSameDialogTheirOwnWay() {
        Dialog callee = Dialog.ofServer(invite(headers().add("Contact", "<sip:a@192.0.2.2>")), "2", PEER);
        assertThat(caller().id()).isEqualTo(new DialogId("x", "1", "2"));
        assertThat(callee.id()).isEqualTo(new DialogId("x", "2", "1"));
        assertThat(callee.nextCSeq(Method.BYE)).isEqualTo(new CSeq(1, Method.BYE));
        assertThat(caller().nextCSeq(Method.BYE)).isEqualTo(new CSeq(8, Method.BYE));
    }

    @Test
    void withoutRoutesThePeersContactIsTheWay() {
        assertThat(caller().requestUri()).hasToString("sip:c@192.0.2.2:5070");
        assertThat(caller().nextHop()).contains(SipUri.of("c", "192.0.2.2", 5070));
        assertThat(routes(caller())).isEmpty();
    }

    @Test
    void theCallerGoesTheRecordedRoutesBackwards() {
        Dialog dialog = caller("<sip:p3;lr>, <sip:p2;lr>", "<sip:p1;lr>");
        assertThat(routes(dialog)).isEqualTo("<sip:p1;lr>, <sip:p2;lr>, <sip:p3;lr>");
        assertThat(dialog.nextHop().orElseThrow().host()).isEqualTo("p1");
        assertThat(dialog.requestUri()).hasToString("sip:c@192.0.2.2:5070");
    }

    @Test
    void theCalleeGoesThemForwards() {
        Request invite = invite(headers()
                .add("Contact", "<sip:a@192.0.2.2>")
                .add("Record-Route", "<sip:p1;lr>")
                .add("Record-Route", "<sip:p2;lr>"));
        assertThat(routes(Dialog.ofServer(invite, "2", PEER))).isEqualTo("<sip:p1;lr>, <sip:p2;lr>");
    }

    @Test
    void aStrictRouterStandsInTheRequestUri() {
        Dialog dialog = caller("<sip:p2;lr>", "<sip:p1>");
        assertThat(dialog.requestUri()).hasToString("sip:p1");
        assertThat(routes(dialog)).isEqualTo("<sip:p2;lr>, <sip:c@192.0.2.2:5070>");
    }

    @Test
    void numbersOnlyGrow() {
        Dialog callee = Dialog.ofServer(invite(headers()), "2", PEER);
        assertThat(callee.inOrder(request(7))).isFalse();
        assertThat(callee.inOrder(request(9))).isTrue();
        assertThat(callee.inOrder(request(8))).isFalse();
        assertThat(caller().inOrder(request(0))).as("the first of all").isTrue();
    }

    @Test
    void aPhoneThatIsNamedByItsRegistrarIsWhereItIsHeardFrom() {
        Dialog phone =
                Dialog.ofServer(invite(headers().add("Contact", "<sip:a@registrar.example;gr=urn:uuid:1>")), "2", PEER);
        assertThat(phone.heardFrom()).contains(PEER);
    }

    @Test
    void aPrivateContactFromElsewhereIsBehindANat() {
        Dialog natted = Dialog.ofServer(invite(headers().add("Contact", "<sip:a@192.168.1.7>")), "2", PEER);
        assertThat(natted.heardFrom()).contains(PEER);
        Dialog open = Dialog.ofServer(invite(headers().add("Contact", "<sip:a@198.51.100.7>")), "2", PEER);
        assertThat(open.heardFrom()).isEmpty();
        Dialog named = Dialog.ofServer(invite(headers().add("Contact", "<sip:a@example.com>")), "2", PEER);
        assertThat(named.heardFrom()).isEmpty();
        Dialog telephone = Dialog.ofServer(invite(headers().add("Contact", "<tel:+1202>")), "2", PEER);
        assertThat(telephone.heardFrom()).contains(PEER);
    }

    @Test
    void aTargetRefreshMovesThePeer() {
        Dialog dialog = caller();
        dialog.refreshTarget(invite(headers().add("Contact", "<sip:c@192.0.2.7>")), PEER);
        assertThat(dialog.requestUri()).hasToString("sip:c@192.0.2.7");
        dialog.refreshTarget(invite(headers()), PEER);
        assertThat(dialog.requestUri()).hasToString("sip:c@192.0.2.7");
    }
}
