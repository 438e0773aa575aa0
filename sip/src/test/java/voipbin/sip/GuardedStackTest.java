package voipbin.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import voipbin.base.Counters;
import voipbin.base.ManualTime;
import voipbin.base.Reach;
import voipbin.sip.guard.Block;
import voipbin.sip.guard.Guard;
import voipbin.sip.guard.GuardLimits;
import voipbin.sip.guard.Offence;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.SipUri;
import voipbin.sip.transport.SipTrace;

/** A stack with a guard, as strangers at other loopback addresses meet it. */
class GuardedStackTest {

    private final BlockingQueue<Block> blocks = new LinkedBlockingQueue<>();
    private final AtomicInteger traced = new AtomicInteger();
    private final Counters counters = new Counters();
    private final Guard guard = new Guard(GuardLimits.STANDARD, new ManualTime(), counters, blocks::add);
    private SipStack stack;

    @BeforeEach
    void start() throws IOException {
        InetAddress host = InetAddress.getLoopbackAddress();
        SipConfig config =
                SipConfig.of(new InetSocketAddress(host, 0)).withGuard(guard).withTrace(counting());
        stack = SipStack.start(config, new Reach(host, Optional.empty()), counters, new Refusing());
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    /** Knows nobody, and takes the second try of everybody for a proof. */
    private static final class Refusing implements SipApplication {

        @Override
        public void onInvite(IncomingCall call) {
            call.refuse(404, "Not Found");
        }

        @Override
        public void onRequest(IncomingRequest request) {
            switch (request.message().method().name()) {
                case "REGISTER" -> {
                    boolean proves = request.message().header("Authorization").isPresent();
                    request.respond(proves ? 200 : 401, proves ? "OK" : "Unauthorized");
                }
                case "MESSAGE" -> request.respond(401, "Unauthorized");
                default -> request.respondByDefault();
            }
        }
    }

    private SipTrace counting() {
        return new SipTrace() {
            @Override
            public void received(byte[] message, InetSocketAddress from, InetSocketAddress to, Instant at) {
                traced.incrementAndGet();
            }

            @Override
            public void sent(byte[] message, InetSocketAddress from, InetSocketAddress to, Instant at) {}
        };
    }

    @Test
    void aScannerIsNotAnsweredAndFromThenOnNothingFromThereIs() throws Exception {
        try (Peer scanner = new Peer("127.0.0.9");
                Peer phone = new Peer("127.0.0.8")) {
            scanner.send("OPTIONS", "User-Agent: friendly-scanner");
            assertThat(blocks.poll(10, TimeUnit.SECONDS))
                    .extracting(Block::reason)
                    .isEqualTo(Offence.SCANNER);
            int before = traced.get();
            scanner.send("OPTIONS", "User-Agent: phone");
            phone.send("OPTIONS", "User-Agent: phone");
            assertThat(phone.answer()).startsWith("SIP/2.0 200");
            assertThat(scanner.isAnswered()).isFalse();
            assertThat(counters.counts()).containsEntry("sip.guard.dropped", 1L);
            assertThat(traced.get()).as("what is dropped is not traced").isEqualTo(before + 1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "INVITE, X: 1, REFUSED, 10",
        "MESSAGE, Authorization: Digest username=x, WRONG_PASSWORD, 10",
        "REGISTER, X: 1, CHALLENGED, 40"
    })
    void whatWeAnswerTellsHowASourceBehaves(String method, String header, Offence offence, int tries) throws Exception {
        try (Peer guesser = new Peer("127.0.0.7")) {
            for (int i = 0; i < tries; i++) {
                assertThat(blocks).as("after " + i).isEmpty();
                guesser.send(method, header);
                guesser.answer();
            }
            assertThat(blocks.poll(10, TimeUnit.SECONDS))
                    .extracting(Block::reason)
                    .isEqualTo(offence);
        }
    }

    @Test
    void whatIsNoSipCounts() throws Exception {
        try (Peer noise = new Peer("127.0.0.6")) {
            for (int i = 0; i < 10; i++) {
                noise.sendText("GET / HTTP/1.1\r\n\r\n");
            }
            assertThat(blocks.poll(10, TimeUnit.SECONDS))
                    .extracting(Block::reason)
                    .isEqualTo(Offence.MALFORMED);
        }
    }

    @Test
    void whoRegistersIsKnownAndMayErrMore() throws Exception {
        try (Peer office = new Peer("127.0.0.5")) {
            office.send("REGISTER", "Authorization: Digest username=x");
            assertThat(office.answer()).startsWith("SIP/2.0 200");
            for (int i = 0; i < 20; i++) {
                office.send("INVITE", "X: 1");
                office.answer();
            }
            assertThat(blocks).isEmpty();
        }
    }

    /** A carrier that is sent two hundred calls a second answers more than strangers may send. */
    @Test
    void whoAnswersOurRequestsIsHeardOverTheRate() throws Exception {
        try (Peer carrier = new Peer("127.0.0.4")) {
            while (guard.admits(carrier.address())) {
                // until no message more would be
            }
            BlockingQueue<RequestOutcome> outcomes = new LinkedBlockingQueue<>();
            SipUri target = SipUri.of("x", new InetSocketAddress(carrier.address(), carrier.port()));
            stack.send(OutgoingRequest.options(target, NameAddress.of("", target)), outcomes::add);
            carrier.answerNext();
            assertThat(outcomes.poll(10, TimeUnit.SECONDS)).isInstanceOf(RequestOutcome.Answered.class);
        }
    }

    /** Somebody at an address of its own. */
    private final class Peer implements AutoCloseable {

        private final DatagramSocket socket;
        private int count;

        Peer(String address) throws IOException {
            socket = new DatagramSocket(0, InetAddress.ofLiteral(address));
            socket.setSoTimeout(10_000);
        }

        void send(String method, String header) throws IOException {
            count++;
            String id = method + count + "@" + socket.getLocalPort();
            sendText(method + " sip:x@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP "
                    + socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort() + ";branch=z9hG4bK" + id
                    + "\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:x@127.0.0.1>\r\nCall-ID: " + id + "\r\nCSeq: 1 " + method
                    + "\r\nMax-Forwards: 70\r\nContact: <sip:a@127.0.0.1>\r\n" + header
                    + "\r\nContent-Length: 0\r\n\r\n");
        }

        void sendText(String text) throws IOException {
            byte[] octets = text.getBytes(StandardCharsets.UTF_8);
            socket.send(new DatagramPacket(octets, octets.length, stack.address()));
        }

        InetAddress address() {
            return socket.getLocalAddress();
        }

        int port() {
            return socket.getLocalPort();
        }

        /** Says 200 to the next request. */
        void answerNext() throws IOException {
            DatagramPacket packet = new DatagramPacket(new byte[4000], 4000);
            socket.receive(packet);
            String request = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            sendText("SIP/2.0 200 OK"
                    + request.substring(request.indexOf("\r\n")).replaceFirst("(\r\nTo: [^\r]*)", "$1;tag=2"));
        }

        /** The next final answer. */
        String answer() throws IOException {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[4000], 4000);
                socket.receive(packet);
                String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
                if (!text.startsWith("SIP/2.0 1") && text.contains("Call-ID: ") && text.contains(lastId())) {
                    return text;
                }
            }
        }

        private String lastId() {
            return count + "@" + socket.getLocalPort();
        }

        /** Whether anything has come by now. */
        boolean isAnswered() throws IOException {
            socket.setSoTimeout(1);
            try {
                socket.receive(new DatagramPacket(new byte[4000], 4000));
                return true;
            } catch (SocketTimeoutException nothing) {
                return false;
            }
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
