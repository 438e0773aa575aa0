package voipbin.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Counters;
import voipbin.base.Reach;
import voipbin.sip.transport.Protocol;
import voipbin.sip.transport.Socketed;
import voipbin.sip.transport.StreamLimits;

/** RFC 3261, 18.3 and 7.5, over a real socket, octet by octet where it matters. */
class StreamFramingTest {

    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final Counters counters = new Counters();
    private final Ringer ringer = new Ringer();
    private Optional<SipStack> stack = Optional.empty();

    private Socketed connect(StreamLimits limits) throws IOException {
        SipConfig config = SipConfig.of(ANY)
                .withNetwork(Network.standard().with(Protocol.TCP, ANY).with(limits));
        stack = Optional.of(SipStack.start(
                config, new Reach(InetAddress.getLoopbackAddress(), Optional.empty()), counters, ringer));
        return again();
    }

    private Socketed connect() throws IOException {
        return connect(StreamLimits.STANDARD);
    }

    private Socketed again() throws IOException {
        return Socketed.to(stack.orElseThrow().address(Protocol.TCP).orElseThrow());
    }

    @AfterEach
    void stop() {
        stack.ifPresent(SipStack::close);
    }

    private static String options(String branch, String lengthLine) {
        return """
                OPTIONS sip:here SIP/2.0
                Via: SIP/2.0/TCP 127.0.0.1:9;branch=z9hG4bK%s
                From: <sip:a@b>;tag=1
                To: <sip:here>
                Call-ID: %s
                CSeq: 1 OPTIONS
                Max-Forwards: 70
                %s
                """.formatted(branch, branch, lengthLine + (lengthLine.isEmpty() ? "" : "\n"));
    }

    @Test
    void twoMessagesInOneSegmentAreTwo() throws IOException {
        try (Socketed peer = connect()) {
            peer.say(options("one", "Content-Length: 0") + options("two", "l: 0"));

            assertThat(peer.hear() + peer.hear())
                    .contains("SIP/2.0 200 OK")
                    .contains("Call-ID: one")
                    .contains("Call-ID: two");
        }
    }

    @Test
    void aMessageMayComeOctetByOctetWithItsBody() throws IOException {
        try (Socketed peer = connect()) {
            for (char octet : (options("slow", "Content-Length : 5") + "hello").toCharArray()) {
                peer.say(String.valueOf(octet));
            }

            assertThat(peer.hear()).startsWith("SIP/2.0 200").contains("Call-ID: slow");
            assertThat(new String(ringer.requests.element().message().body())).isEqualTo("hello");
        }
    }

    @Test
    void lineEndsBetweenMessagesAreSkippedAndAPairIsAnsweredAsAPing() throws IOException {
        try (Socketed peer = connect()) {
            peer.say("\n\n");
            assertThat(peer.hear(2)).isEqualTo("\r\n");

            peer.say("\n" + options("after", "Content-Length: 0"));
            assertThat(peer.hear()).startsWith("SIP/2.0 200").contains("Call-ID: after");
        }
    }

    @Test
    void withoutContentLengthItIsRefusedAndTheConnectionEnds() throws IOException {
        try (Socketed peer = connect()) {
            peer.say(options("none", ""));

            assertThat(peer.hear()).startsWith("SIP/2.0 400 Missing Content-Length");
            assertThat(peer.isClosed()).isTrue();
        }
    }

    @Test
    void lengthsThatMakeNoSenseAreRefused() throws IOException {
        try (Socketed peer = connect()) {
            peer.say(options("neg", "Content-Length: -1"));
            assertThat(peer.hear()).startsWith("SIP/2.0 400");
            assertThat(peer.isClosed()).isTrue();
        }
        try (Socketed peer = again()) {
            peer.say(options("two", "Content-Length: 0\nContent-Length: 4") + "INVI");
            assertThat(peer.hear()).startsWith("SIP/2.0 400 Two Content-Lengths");
            assertThat(peer.isClosed()).isTrue();
        }
        try (Socketed peer = again()) {
            peer.say(options("huge", "Content-Length: 99999999999999999999"));
            assertThat(peer.hear()).startsWith("SIP/2.0 413");
            assertThat(peer.isClosed()).isTrue();
        }
        try (Socketed peer = again()) {
            peer.say(options("word", "Content-Length: ten"));
            assertThat(peer.hear()).startsWith("SIP/2.0 400");
        }
        assertThat(counters.counts()).containsEntry("sip.connections.broken", 4L);
    }

    @Test
    void whatIsNotSipLosesItsConnectionAtOnce() throws IOException {
        try (Socketed peer = connect()) {
            peer.say("GET / HTTP/1.1\nHost: here\n");
            assertThat(peer.isClosed()).isTrue();
        }
        try (Socketed peer = again()) {
            peer.say("x".repeat(70_000));
            assertThat(peer.isClosed()).isTrue();
        }
        assertThat(counters.counts()).containsEntry("sip.connections.garbage", 2L);
    }

    @Test
    void aHeadThatNeverEndsIsCutOff() throws IOException {
        try (Socketed peer = connect()) {
            peer.say("OPTIONS sip:here SIP/2.0\n" + ("X-Long: " + "y".repeat(1000) + "\n").repeat(70));
            assertThat(peer.isClosed()).isTrue();
        }
    }

    @Test
    void aMessageThatTakesTooLongLosesItsConnection() throws IOException {
        StreamLimits hasty = StreamLimits.STANDARD.withPatience(Duration.ofMillis(150), Duration.ofSeconds(9));
        try (Socketed peer = connect(hasty)) {
            peer.say("OPTIONS sip:here SIP/2.0\nVia: ");
            assertThat(peer.isClosed()).isTrue();
        }
        assertThat(counters.counts()).containsEntry("sip.connections.slow", 1L);
    }

    @Test
    void whoConnectsAndSaysNothingLosesItsConnection() throws IOException {
        StreamLimits hasty = StreamLimits.STANDARD.withPatience(Duration.ofSeconds(9), Duration.ofMillis(150));
        try (Socketed peer = connect(hasty)) {
            assertThat(peer.isClosed()).isTrue();
        }
        assertThat(counters.counts()).containsEntry("sip.connections.silent", 1L);
    }

    @Test
    void oneAddressHasOnlySoManyConnections() throws IOException {
        try (Socketed first = connect(StreamLimits.STANDARD.withConnections(10, 2));
                Socketed second = again();
                Socketed third = again()) {
            assertThat(third.isClosed()).isTrue();
            first.say(options("first", "Content-Length: 0"));
            second.say(options("second", "Content-Length: 0"));
            assertThat(first.hear()).contains("200 OK");
            assertThat(second.hear()).contains("200 OK");
        }
        assertThat(counters.counts()).containsEntry("sip.connections.refused", 1L);
    }
}
