package voipbin.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Counters;
import voipbin.sip.locate.TestDns;
import voipbin.sip.message.Response;
import voipbin.sip.message.SipUri;
import voipbin.sip.transport.Protocol;

/** RFC 3263, 4.3: the next server when one is dead or says 503. */
class FailoverTest {

    private final Stacks stacks = new Stacks();
    private final Ringer ringer = new Ringer();

    @AfterEach
    void stop() {
        stacks.close();
    }

    private static int deadPort() throws Exception {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return closed.getLocalPort();
        }
    }

    @Test
    void aCallGoesToTheNextServerWhenTheFirstIsDeadAndTheSecondOverloaded() throws Exception {
        SipStack overloaded = stacks.start(Network.standard().with(Protocol.TCP, Stacks.ANY), new Overloaded());
        SipStack well = stacks.start(Network.standard().with(Protocol.TCP, Stacks.ANY), ringer);
        try (TestDns dns = new TestDns()) {
            dns.srv("_sip._tcp.three.example", 0, 0, deadPort(), "host.example")
                    .srv("_sip._tcp.three.example", 1, 0, port(overloaded), "host.example")
                    .srv("_sip._tcp.three.example", 2, 0, port(well), "host.example")
                    .host("host.example", "127.0.0.1");
            SipStack alice = stacks.start(Network.standard().withNameServer(dns.address()), ringer, new Counters());
            Ear ear = new Ear();

            OutgoingCall call =
                    alice.call(Stacks.to(SipUri.of("bob", "three.example").withParameter("transport", "tcp")), ear);
            assertThat(ear.next()).startsWith("answered");
            call.hangup();
            assertThat(ear.next()).isEqualTo("ended HungUp[by=LOCAL]");

            CompletableFuture<RequestOutcome> outcome = new CompletableFuture<>();
            alice.send(
                    OutgoingRequest.options(
                            SipUri.ofHost("three.example").withParameter("transport", "tcp"), Stacks.ALICE),
                    outcome::complete);
            assertThat(outcome.get(10, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            RequestOutcome.Answered.class,
                            answered -> assertThat(answered.response())
                                    .extracting(Response::status)
                                    .isEqualTo(200));
        }
    }

    @Test
    void aCallGoesToTheNextServerWhenTheFirstIsSilent() throws Exception {
        SipStack well = stacks.start(Network.standard(), ringer);
        try (TestDns dns = new TestDns();
                DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            dns.srv("_sip._udp.two.example", 0, 0, silent.getLocalPort(), "host.example")
                    .srv("_sip._udp.two.example", 1, 0, well.address().getPort(), "host.example")
                    .host("host.example", "127.0.0.1");
            SipStack alice = stacks.start(Network.standard().withNameServer(dns.address()), ringer, new Counters());
            Ear ear = new Ear();
            OutgoingCall call = alice.call(Stacks.to(SipUri.of("bob", "two.example")), ear);
            assertThat(ear.next()).startsWith("answered");
            call.hangup();
            assertThat(ear.next()).isEqualTo("ended HungUp[by=LOCAL]");
        }
    }

    @Test
    void whoWillBeCalledCanBeAskedBefore() throws Exception {
        try (TestDns dns = new TestDns()) {
            dns.srv("_sip._udp.only.example", 0, 0, 5099, "host.example").host("host.example", "127.0.0.7");
            SipStack alice = stacks.start(Network.standard().withNameServer(dns.address()), ringer);
            assertThat(alice.locate(SipUri.of("bob", "only.example")).get(10, TimeUnit.SECONDS))
                    .contains(InetAddress.ofLiteral("127.0.0.7"));
            assertThat(alice.locate(SipUri.of("bob", "nobody.example")).get(10, TimeUnit.SECONDS))
                    .isEmpty();
            assertThat(alice.locate(SipUri.of("bob", "127.0.0.8"))).isCompletedWithValueMatching(Optional::isPresent);
        }
    }

    @Test
    void whenAllAreDeadTheCallIsUnreachable() throws Exception {
        try (TestDns dns = new TestDns()) {
            dns.srv("_sip._tcp.dead.example", 0, 0, deadPort(), "host.example")
                    .srv("_sip._tcp.dead.example", 1, 0, deadPort(), "host.example")
                    .host("host.example", "127.0.0.1");
            SipStack alice = stacks.start(Network.standard().withNameServer(dns.address()), ringer);
            Ear ear = new Ear();

            alice.call(Stacks.to(SipUri.of("bob", "dead.example").withParameter("transport", "tcp")), ear);

            assertThat(ear.next()).startsWith("ended Unreachable");
        }
    }

    private static int port(SipStack stack) {
        return stack.address(Protocol.TCP).orElseThrow().getPort();
    }

    private static final class Overloaded implements SipApplication {
        @Override
        public void onInvite(IncomingCall call) {
            call.listener(new Ear());
            call.refuse(503, "Service Unavailable");
        }

        @Override
        public void onRequest(IncomingRequest request) {
            request.respond(503, "Service Unavailable");
        }
    }
}
