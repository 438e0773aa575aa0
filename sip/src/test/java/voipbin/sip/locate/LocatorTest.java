package voipbin.sip.locate;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import voipbin.sip.message.SipUri;
import voipbin.sip.transport.Protocol;

/** RFC 3263, 4, asked of a real name server over a real socket. */
class LocatorTest {

    private static final List<Protocol> ALL = List.of(Protocol.UDP, Protocol.TCP, Protocol.TLS, Protocol.WS);

    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private TestDns server;
    private Dns dns;
    private Locator locator;

    @BeforeEach
    void begin() throws IOException {
        server = new TestDns();
        dns = Dns.on((EventLoop) loops.next(), Optional.of(server.address()));
        locator = new Locator(dns, new Random(7));
    }

    @AfterEach
    void end() {
        dns.close();
        server.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private List<String> places(String uri) throws Exception {
        return places(uri, ALL);
    }

    private List<String> places(String uri, List<Protocol> spoken) throws Exception {
        return locator.locate(SipUri.parse(uri).orElseThrow(), spoken).get(10, TimeUnit.SECONDS).stream()
                .map(place ->
                        place.protocol() + " " + place.address().getAddress().getHostAddress() + " "
                                + place.address().getPort())
                .toList();
    }

    @Test
    void anAddressIsTakenAsItStands() throws Exception {
        assertThat(places("sip:a@192.0.2.1")).containsExactly("UDP 192.0.2.1 5060");
        assertThat(places("sip:a@192.0.2.1:7000;transport=tcp")).containsExactly("TCP 192.0.2.1 7000");
        assertThat(places("sips:a@192.0.2.1")).containsExactly("TLS 192.0.2.1 5061");
        assertThat(places("sips:a@[2001:db8::1];transport=tcp")).containsExactly("TLS 2001:db8:0:0:0:0:0:1 5061");
    }

    @Test
    void aTransportThatWeDoNotSpeakHasNoPlace() throws Exception {
        assertThat(places("sip:a@192.0.2.1;transport=sctp")).isEmpty();
        assertThat(places("sips:a@192.0.2.1", List.of(Protocol.UDP))).isEmpty();
    }

    @Test
    void withAPortOnlyTheAddressIsAsked() throws Exception {
        server.host("pbx.example", "192.0.2.2").srv("_sip._udp.pbx.example", 0, 0, 9999, "other.example");

        assertThat(places("sip:a@pbx.example:5070")).containsExactly("UDP 192.0.2.2 5070");
        assertThat(places("sip:a@pbx.example:5070;transport=tls")).containsExactly("TLS 192.0.2.2 5070");
    }

    @Test
    void naptrChoosesTheTransportAndSrvThePlace() throws Exception {
        server.naptr("carrier.example", 50, 50, "SIPS+D2T", "_sips._tcp.carrier.example")
                .naptr("carrier.example", 90, 50, "SIP+D2T", "_sip._tcp.carrier.example")
                .naptr("carrier.example", 100, 50, "SIP+D2U", "_sip._udp.carrier.example")
                .srv("_sip._tcp.carrier.example", 0, 1, 5062, "one.carrier.example")
                .srv("_sip._tcp.carrier.example", 1, 1, 5063, "two.carrier.example")
                .srv("_sip._udp.carrier.example", 0, 1, 5064, "one.carrier.example")
                .host("one.carrier.example", "192.0.2.11")
                .host("two.carrier.example", "192.0.2.12");

        assertThat(places("sip:a@carrier.example", List.of(Protocol.UDP, Protocol.TCP)))
                .containsExactly("TCP 192.0.2.11 5062", "TCP 192.0.2.12 5063", "UDP 192.0.2.11 5064");
    }

    @Test
    void withoutNaptrEachSrvIsAskedAndWithoutSrvTheHost() throws Exception {
        server.srv("_sip._tcp.srv.example", 0, 1, 5066, "srv.example")
                .host("srv.example", "192.0.2.21")
                .host("plain.example", "192.0.2.22")
                .host("plain.example", "2001:db8::22");

        assertThat(places("sip:a@srv.example")).containsExactly("TCP 192.0.2.21 5066");
        assertThat(places("sip:a@srv.example;transport=udp")).containsExactly("UDP 192.0.2.21 5060");
        assertThat(places("sip:a@plain.example"))
                .containsExactly("UDP 192.0.2.22 5060", "UDP 2001:db8:0:0:0:0:0:22 5060");
        assertThat(places("sips:a@plain.example")).first().isEqualTo("TLS 192.0.2.22 5061");
    }

    @Test
    void anUnknownNameHasNoPlace() throws Exception {
        assertThat(places("sip:a@nobody.example")).isEmpty();
    }

    @Test
    void theNameIsKeptForTheCertificate() throws Exception {
        server.host("secure.example", "192.0.2.31");

        Place place = locator.locate(SipUri.parse("sips:a@secure.example").orElseThrow(), ALL)
                .get(10, TimeUnit.SECONDS)
                .getFirst();

        assertThat(place.address().getHostString()).isEqualTo("secure.example");
    }

    @Test
    void weightsShareAPriority() {
        List<Names.Srv> records = List.of(
                new Names.Srv(0, 75, 1, "often"), new Names.Srv(0, 25, 2, "seldom"), new Names.Srv(1, 100, 3, "last"));
        Random random = new Random(3);

        long often = IntStream.range(0, 1000)
                .filter(_ -> Weights.order(records, random).getFirst().target().equals("often"))
                .count();

        assertThat(often).isBetween(700L, 800L);
        assertThat(Weights.order(records, random).getLast().target()).isEqualTo("last");
    }
}
