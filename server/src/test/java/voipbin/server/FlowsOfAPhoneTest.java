package voipbin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import voipbin.sip.auth.Credentials;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.Parameters;
import voipbin.sip.message.Response;

/** A phone that has registered by two ways (RFC 5626), and one that names itself (RFC 5627). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlowsOfAPhoneTest {

    private static final String INSTANCE = "\"<urn:uuid:00000000-0000-1000-8000-000a95a0e128>\"";

    private final TestServer server;
    private int requests;

    FlowsOfAPhoneTest(@TempDir Path folder) {
        server = TestServer.start(folder);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void aKeepAliveIsAnsweredOnTheSipPort() throws IOException {
        try (DatagramSocket phone = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            phone.setSoTimeout(10_000);
            byte[] ping = HexFormat.of().parseHex("000100002112a442b7e7a701bc34d686fa87dfae");
            phone.send(new DatagramPacket(
                    ping,
                    ping.length,
                    new InetSocketAddress("127.0.0.1", server.card().sipPort())));
            DatagramPacket answer = new DatagramPacket(new byte[100], 100);
            phone.receive(answer);
            assertThat(HexFormat.of().formatHex(answer.getData(), 0, answer.getLength()))
                    .startsWith("0101000c2112a442b7e7a701bc34d686fa87dfae");
        }
    }

    @Test
    void whereOneFlowHasFailedTheOtherIsRung() throws IOException {
        try (RawPhone raw = new RawPhone(server.card());
                TestCaller gone = new TestCaller(server.card()).refusing(430);
                TestCaller stands = new TestCaller(server.card());
                TestCaller caller = new TestCaller(server.card())) {
            assertThat(register(raw, stands, 1).status()).isEqualTo(200);
            Response second = register(raw, gone, 2);
            assertThat(second.status()).isEqualTo(200);
            assertThat(second.header("Require")).contains("outbound");
            assertThat(second.headers().values("Contact")).hasSize(2);

            TestCaller.Side calling = call(caller);
            gone.called();
            TestCaller.Side called = stands.called();
            assertThat(called.call().invite().header("Route")).isPresent();
            called.answer();
            TestCaller.soon(calling.answered);
            calling.hangup();
            called.end();
        }
    }

    @Test
    void whoSaysNoByOneFlowIsNotAskedByTheOther() throws IOException {
        try (RawPhone raw = new RawPhone(server.card());
                TestCaller busy = new TestCaller(server.card()).refusing(488);
                TestCaller stands = new TestCaller(server.card());
                TestCaller caller = new TestCaller(server.card())) {
            register(raw, stands, 1);
            register(raw, busy, 2);
            TestCaller.Side calling = call(caller);
            assertThat(calling.end()).isNotNull();
            assertThat(stands.rings()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pub-gruu", "temp-gruu"})
    void whoeverIsNamedAloneRingsAlone(String gruu) throws IOException {
        try (RawPhone raw = new RawPhone(server.card());
                TestCaller desk = new TestCaller(server.card());
                TestCaller mobile = new TestCaller(server.card());
                TestCaller caller = new TestCaller(server.card())) {
            bind(raw, desk, "<sip:desk@127.0.0.1:9>;+sip.instance=\"<urn:uuid:d>\"");
            List<NameAddress> contacts = bind(raw, mobile, "<sip:mobile@127.0.0.1:9>;+sip.instance=\"<urn:uuid:e>\"")
                    .contacts();
            Parameters named = contacts.stream()
                    .filter(contact -> contact.parameters().get("+sip.instance").equals(Optional.of("<urn:uuid:e>")))
                    .findFirst()
                    .orElseThrow()
                    .parameters();
            TestCaller.Side calling = call(caller, named.get(gruu).orElseThrow());
            TestCaller.Side called = mobile.called();
            assertThat(called.call().invite().uri().user()).contains("mobile");
            called.answer();
            TestCaller.soon(calling.answered);
            calling.hangup();
            called.end();
            assertThat(desk.rings()).isFalse();
        }
    }

    private Response bind(RawPhone raw, TestCaller edge, String contact) throws IOException {
        String[] headers = {"Supported: path, gruu", "Path: <sip:" + edge.address() + ";lr>"};
        return raw.answer(
                raw.proven(raw.register(++requests, contact, headers), raw.register(++requests, contact, headers)));
    }

    private TestCaller.Side call(TestCaller caller) {
        return call(
                caller, "sip:" + server.card().extension() + "@" + server.card().sipDomain());
    }

    private TestCaller.Side call(TestCaller caller, String to) {
        Card card = server.card();
        String self = "<sip:" + card.extension() + "@" + card.sipDomain() + ">";
        return caller.call(to, self, Optional.of(new Credentials(card.extension(), card.extensionPassword())));
    }

    /** Through an edge proxy, whose part the other phone plays. */
    private Response register(RawPhone raw, TestCaller edge, int flow) throws IOException {
        String contact = "<sip:p@127.0.0.1:9>;+sip.instance=" + INSTANCE + ";reg-id=" + flow;
        String[] headers = {"Supported: path, outbound", "Path: <sip:" + edge.address() + ";lr;ob>"};
        return raw.answer(
                raw.proven(raw.register(++requests, contact, headers), raw.register(++requests, contact, headers)));
    }
}
