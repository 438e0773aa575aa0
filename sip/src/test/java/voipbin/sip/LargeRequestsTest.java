package voipbin.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import voipbin.sip.message.Header;
import voipbin.sip.message.Method;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.SipUri;
import voipbin.sip.transport.Protocol;

/** RFC 3261, 18.1.1: what is too large for a datagram goes over TCP, and over UDP after all where nobody takes it. */
class LargeRequestsTest {

    private static final int LARGE = 1_200;

    private final Stacks stacks = new Stacks();
    private final Ringer ringer = new Ringer();

    @AfterEach
    void stop() {
        stacks.close();
    }

    private SipStack alice() throws IOException {
        return stacks.start(Network.standard(), new Ringer());
    }

    private static CallRequest call(SipStack to, Optional<InetSocketAddress> nextHop, int size) {
        SipUri bob = SipUri.of("bob", to.address());
        List<Header> headers = List.of(filler(size));
        return new CallRequest(
                bob, nextHop, Stacks.ALICE, NameAddress.of(bob), headers, Ringer.ANSWER, Optional.empty());
    }

    private static Header filler(int size) {
        return new Header("X-Filler", "x".repeat(size));
    }

    private String transport() throws InterruptedException {
        IncomingCall call = ringer.calls.poll(10, TimeUnit.SECONDS);
        return call == null ? "none" : call.invite().via().transport();
    }

    @Test
    void aLargeInviteComesOverTcpAndItsCallIsAsAnyOther() throws Exception {
        SipStack bob = stacks.start(Network.standard().with(Protocol.TCP, Stacks.ANY), ringer);
        Ear ear = new Ear();
        OutgoingCall call = alice().call(call(bob, Optional.empty(), LARGE), ear);

        assertThat(transport()).isEqualTo("TCP");
        assertThat(ear.next()).startsWith("answered");
        call.hangup();
        assertThat(ear.next()).isEqualTo("ended HungUp[by=LOCAL]");
    }

    @Test
    void aSmallOneComesOverUdp() throws Exception {
        SipStack bob = stacks.start(Network.standard().with(Protocol.TCP, Stacks.ANY), ringer);
        alice().call(call(bob, Optional.empty(), 10), new Ear());

        assertThat(transport()).isEqualTo("UDP");
    }

    @Test
    void whereTcpIsRefusedALargeOneComesOverUdp() throws Exception {
        SipStack bob = stacks.start(Network.standard(), ringer);
        SipStack alice = alice();
        Ear ear = new Ear();
        OutgoingCall call = alice.call(call(bob, Optional.empty(), LARGE), ear);

        assertThat(transport()).isEqualTo("UDP");
        assertThat(ear.next()).startsWith("answered");
        call.hangup();
        assertThat(ear.next()).isEqualTo("ended HungUp[by=LOCAL]");

        CompletableFuture<RequestOutcome> outcome = new CompletableFuture<>();
        SipUri target = SipUri.of("bob", bob.address());
        alice.send(
                new OutgoingRequest(
                        Method.OPTIONS,
                        target,
                        Optional.empty(),
                        Stacks.ALICE,
                        NameAddress.of(target),
                        List.of(filler(LARGE)),
                        new byte[0],
                        Optional.empty()),
                outcome::complete);
        assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(RequestOutcome.Answered.class);
        assertThat(ringer.requests.take().message().via().transport()).isEqualTo("UDP");
    }

    @Test
    void whoOnlyRegisteredOverUdpIsNotAskedForAConnection() throws Exception {
        try (ServerSocket tcp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SipStack bob = stacks.start(
                    new InetSocketAddress(tcp.getInetAddress(), tcp.getLocalPort()),
                    Network.standard(),
                    ringer,
                    stacks.counters);
            alice().call(call(bob, Optional.of(bob.address()), LARGE), new Ear());

            assertThat(transport()).isEqualTo("UDP");
        }
    }
}
