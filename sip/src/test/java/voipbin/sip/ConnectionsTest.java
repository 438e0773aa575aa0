package voipbin.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import voipbin.base.Counters;
import voipbin.sip.message.Method;
import voipbin.sip.message.SipUri;
import voipbin.sip.transport.Certificates;
import voipbin.sip.transport.DevelopmentCertificates;
import voipbin.sip.transport.Flows;
import voipbin.sip.transport.Protocol;
import voipbin.sip.transport.Socketed;

/** Calls over connections, between real stacks and real sockets. */
class ConnectionsTest {

    private final Stacks stacks = new Stacks();
    private final Ringer ringer = new Ringer();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        stacks.close();
    }

    private static Certificates certificates(Path folder) throws IOException {
        return DevelopmentCertificates.in(
                folder, List.of("localhost", "127.0.0.1"), new SecureRandom(), InstantSource.system());
    }

    private static SipUri uri(SipStack stack, Protocol protocol, String host) {
        return SipUri.of("bob", host, stack.address(protocol).orElseThrow().getPort())
                .withParameter("transport", protocol.parameter());
    }

    private IncomingCall incoming() throws InterruptedException {
        IncomingCall call = ringer.calls.poll(10, TimeUnit.SECONDS);
        assertThat(call).isNotNull();
        return call;
    }

    @Test
    void aCallOverTcpTakesOneConnectionForBothDirections() throws Exception {
        SipStack bob = stacks.start(Network.standard().with(Protocol.TCP, Stacks.ANY), ringer);
        Counters ours = new Counters();
        SipStack alice = stacks.start(Network.standard(), ringer, ours);
        Ear ear = new Ear();

        alice.call(Stacks.to(uri(bob, Protocol.TCP, "127.0.0.1")), ear);
        IncomingCall call = incoming();
        assertThat(ear.next()).startsWith("answered");
        assertThat(ringer.ear.next()).isEqualTo("confirmed");
        assertThat(call.invite().via().transport()).isEqualTo("TCP");
        assertThat(call.invite()
                        .contacts()
                        .getFirst()
                        .sip()
                        .orElseThrow()
                        .parameters()
                        .get("transport"))
                .contains("tcp");
        // the caller listens nowhere: the BYE has no other way than the connection
        call.hangup();

        assertThat(ear.next()).isEqualTo("ended HungUp[by=REMOTE]");
        assertThat(ours.counts()).containsEntry("sip.connections.opened", 1L);
        assertThat(stacks.counters.counts())
                .containsEntry("sip.connections.accepted", 1L)
                .doesNotContainKey("sip.connections.opened");
    }

    /** UDP keeps silent meanwhile, which must not be taken for a socket that is never empty. */
    @Test
    void manyCallsOneAfterTheOtherAreNoOverload() throws Exception {
        SipStack bob = stacks.start(Network.standard().with(Protocol.TCP, Stacks.ANY), ringer);
        SipStack alice = stacks.start(Network.standard(), new Ringer(), new Counters());
        for (int i = 0; i < 150; i++) {
            Ear ear = new Ear();
            OutgoingCall call = alice.call(Stacks.to(uri(bob, Protocol.TCP, "127.0.0.1")), ear);
            assertThat(ear.next()).as("call " + i).startsWith("answered");
            call.hangup();
            assertThat(ear.next()).isEqualTo("ended HungUp[by=LOCAL]");
        }
    }

    @Test
    void aPeerThatTakesNoConnectionIsUnreachableAtOnce() throws Exception {
        int dead;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            dead = closed.getLocalPort();
        }
        SipStack alice = stacks.start(Network.standard(), ringer);
        Ear ear = new Ear();

        alice.call(Stacks.to(SipUri.of("bob", "127.0.0.1", dead).withParameter("transport", "tcp")), ear);

        assertThat(ear.next()).startsWith("ended Unreachable");
    }

    @Test
    void aCallOverTlsTrustsTheCertificateOfTheNameItLookedFor() throws Exception {
        Certificates shared = certificates(folder);
        SipStack bob = stacks.start(Network.standard().with(shared).with(Protocol.TLS, Stacks.ANY), ringer);
        SipStack alice = stacks.start(Network.standard().with(shared), ringer);
        Ear ear = new Ear();

        OutgoingCall call = alice.call(Stacks.to(uri(bob, Protocol.TLS, "localhost")), ear);
        assertThat(ear.next()).startsWith("answered");
        call.hangup();

        assertThat(ear.next()).isEqualTo("ended HungUp[by=LOCAL]");
        assertThat(incoming().invite().via().transport()).isEqualTo("TLS");
    }

    @Test
    void aCertificateOfAStrangerIsNotBelieved() throws Exception {
        SipStack bob = stacks.start(
                Network.standard().with(certificates(folder.resolve("theirs"))).with(Protocol.TLS, Stacks.ANY), ringer);
        SipStack alice = stacks.start(Network.standard().with(certificates(folder.resolve("ours"))), ringer);
        Ear ear = new Ear();

        alice.call(Stacks.to(uri(bob, Protocol.TLS, "127.0.0.1")), ear);

        assertThat(ear.next()).startsWith("ended Unreachable");
    }

    @Test
    void whoRegistersOverAConnectionIsReachedThereAndGoneWithIt() throws Exception {
        Flows flows = new Flows();
        SipStack bob = stacks.start(Network.standard().with(flows).with(Protocol.TCP, Stacks.ANY), ringer);
        InetSocketAddress source;
        try (Socketed phone = Socketed.to(bob.address(Protocol.TCP).orElseThrow())) {
            phone.say("""
                    REGISTER sip:here SIP/2.0
                    Via: SIP/2.0/TCP 10.1.2.3:5060;branch=z9hG4bKr;rport
                    From: <sip:a@here>;tag=1
                    To: <sip:a@here>
                    Call-ID: r
                    CSeq: 1 REGISTER
                    Contact: <sip:a@10.1.2.3;transport=tcp>
                    Content-Length: 0

                    """);
            phone.hear();
            IncomingRequest register = ringer.requests.element();
            source = register.source();
            assertThat(register.flow()).startsWith("TCP/");
            assertThat(flows.isOpen(register.flow())).isTrue();

            CallRequest behindNat = new CallRequest(
                    SipUri.of("a", "10.1.2.3").withParameter("transport", "tcp"),
                    Optional.of(source),
                    Stacks.ALICE,
                    Stacks.ALICE,
                    List.of(),
                    new byte[0],
                    Optional.empty());
            bob.call(behindNat, new Ear());

            assertThat(phone.hear()).startsWith("INVITE sip:a@10.1.2.3;transport=tcp SIP/2.0");
        }
        IncomingRequest register = ringer.requests.element();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (flows.isOpen(register.flow()) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(flows.isOpen(register.flow())).isFalse();
        assertThat(flows.count()).isZero();
    }

    @Test
    void aRequestOverTcpIsSentOnceAndAnswered() throws Exception {
        SipStack bob = stacks.start(Network.standard().with(Protocol.TCP, Stacks.ANY), ringer);
        SipStack alice = stacks.start(Network.standard(), ringer);
        var outcome = new java.util.concurrent.CompletableFuture<RequestOutcome>();

        alice.send(OutgoingRequest.options(uri(bob, Protocol.TCP, "127.0.0.1"), Stacks.ALICE), outcome::complete);

        assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(RequestOutcome.Answered.class);
        assertThat(ringer.requests.element().message().method()).isEqualTo(Method.OPTIONS);
    }

    @Test
    void ipv6IsSpokenOverUdpAndTcp() throws Exception {
        InetAddress loopback = InetAddress.getByName("::1");
        Assumptions.assumeTrue(hasIpv6(loopback), "this machine has no IPv6");
        InetSocketAddress any = new InetSocketAddress(loopback, 0);
        Network network = Network.standard().with(Protocol.TCP, any);
        SipStack bob = stacks.start(any, network, ringer, stacks.counters);
        SipStack alice = stacks.start(any, network, ringer, stacks.counters);
        for (Protocol protocol : List.of(Protocol.UDP, Protocol.TCP)) {
            Ear ear = new Ear();
            alice.call(Stacks.to(uri(bob, protocol, "[::1]")), ear);
            IncomingCall call = incoming();
            assertThat(ear.next()).startsWith("answered");
            call.hangup();
            assertThat(ear.next()).isEqualTo("ended HungUp[by=REMOTE]");
            assertThat(call.invite().via().host()).startsWith("[");
            assertThat(call.source().getAddress()).isInstanceOf(Inet6Address.class);
        }
    }

    private static boolean hasIpv6(InetAddress loopback) {
        try (ServerSocket probe = new ServerSocket(0, 1, loopback)) {
            return probe.isBound();
        } catch (IOException none) {
            return false;
        }
    }
}
