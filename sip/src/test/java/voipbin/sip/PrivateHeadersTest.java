package voipbin.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import voipbin.base.Counters;
import voipbin.base.Reach;
import voipbin.sip.message.Header;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.Request;
import voipbin.sip.message.SipUri;

/** What is the house's own neither comes in nor goes out. */
class PrivateHeadersTest {

    private static final InetAddress HOST = InetAddress.getLoopbackAddress();

    private final BlockingQueue<Request> arrived = new LinkedBlockingQueue<>();

    private SipStack stack() throws java.io.IOException {
        SipConfig config = SipConfig.of(new InetSocketAddress(HOST, 0)).withPrivateHeaders(new PrivateHeaders("VB"));
        return SipStack.start(config, new Reach(HOST, Optional.empty()), new Counters(), new SipApplication() {
            @Override
            public void onInvite(IncomingCall call) {
                arrived.add(call.invite());
                call.refuse(486, "Busy Here", new Header("VB-CALL-ID", "secret"), new Header("X-Ours", "shown"));
            }
        });
    }

    @Test
    void foreignOnesAreDroppedAndOursAreNotAnswered() throws Exception {
        try (SipStack stack = stack();
                DatagramSocket stranger = new DatagramSocket(0, HOST)) {
            String invite = "INVITE sip:x@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" + stranger.getLocalPort()
                    + ";branch=z9hG4bKx\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:x@y>\r\nCall-ID: x\r\nCSeq: 1 INVITE\r\n"
                    + "Contact: <sip:a@127.0.0.1>\r\nMax-Forwards: 70\r\nvb-Direction: incoming\r\n"
                    + "VBOUT-CODECS: OPUS\r\nX-Vb: kept\r\nContent-Length: 0\r\n\r\n";
            byte[] octets = invite.getBytes(StandardCharsets.UTF_8);
            stranger.send(new DatagramPacket(octets, octets.length, stack.address()));
            Request seen = arrived.poll(10, TimeUnit.SECONDS);
            assertThat(seen).isNotNull();
            assertThat(seen.headers().all())
                    .extracting(Header::name)
                    .contains("X-Vb")
                    .noneMatch(PrivateHeadersTest::isOurs);
            assertThat(received(stranger, "SIP/2.0 486"))
                    .contains("X-Ours: shown")
                    .doesNotContain("VB-", "secret");
        }
    }

    @Test
    void noneGoesOutWithACall() throws Exception {
        try (SipStack stack = stack();
                DatagramSocket carrier = new DatagramSocket(0, HOST)) {
            SipUri target = SipUri.of("bob", (InetSocketAddress) carrier.getLocalSocketAddress());
            stack.call(
                    new CallRequest(
                            target,
                            Optional.empty(),
                            NameAddress.of(SipUri.of("a", "b")),
                            NameAddress.of(target),
                            List.of(
                                    new Header("VBOUT-SDP_Transport", "RTP/AVP"),
                                    new Header("vb-confbridge-id", "secret"),
                                    new Header("X-Tech", "shown")),
                            new byte[0],
                            Optional.empty()),
                    _ -> {});
            assertThat(received(carrier, "INVITE")).contains("X-Tech: shown").doesNotContainIgnoringCase("\r\nVB");
        }
    }

    private static boolean isOurs(String name) {
        return name.toUpperCase(java.util.Locale.ROOT).startsWith("VB");
    }

    private static String received(DatagramSocket socket, String start) throws java.io.IOException {
        socket.setSoTimeout(10_000);
        while (true) {
            DatagramPacket packet = new DatagramPacket(new byte[8_000], 8_000);
            socket.receive(packet);
            String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            if (text.startsWith(start)) {
                return text;
            }
        }
    }
}
