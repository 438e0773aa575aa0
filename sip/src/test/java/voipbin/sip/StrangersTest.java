package voipbin.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import voipbin.base.Counters;
import voipbin.base.Reach;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.SipUri;

/** The stack as strangers meet it: garbage, floods, a taken port. */
class StrangersTest {

    private static RequestOutcome options(Bench bench) throws InterruptedException {
        BlockingQueue<RequestOutcome> outcomes = new LinkedBlockingQueue<>();
        bench.caller.send(OutgoingRequest.options(bench.target(), bench.alice()), outcomes::add);
        RequestOutcome outcome = outcomes.poll(5, TimeUnit.SECONDS);
        return outcome == null ? new RequestOutcome.TimedOut() : outcome;
    }

    @Test
    void optionsTellWhatWeCanDo() throws Exception {
        try (Bench bench = new Bench(2)) {
            assertThat(options(bench)).isInstanceOfSatisfying(RequestOutcome.Answered.class, answered -> {
                assertThat(answered.response().status()).isEqualTo(200);
                assertThat(answered.response().words("Allow")).contains("INVITE", "UPDATE");
                assertThat(answered.response().words("Accept")).contains("application/sdp");
            });
        }
    }

    @Test
    void tenThousandDatagramsOfGarbageChangeNothing() throws Exception {
        Random random = new Random(1);
        byte[] valid = """
                INVITE sip:bob@127.0.0.1 SIP/2.0
                Via: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bKx
                From: <sip:alice@example.com>;tag=a
                To: <sip:bob@example.com>;tag=b
                Call-ID: garbage
                CSeq: 1 INVITE

                """.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        try (Bench bench = new Bench(2);
                DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < 10_000; i++) {
                byte[] garbage = valid.clone();
                if (i % 2 == 0) {
                    garbage = new byte[random.nextInt(1, 600)];
                    random.nextBytes(garbage);
                } else {
                    for (int change = 0; change < 4; change++) {
                        garbage[random.nextInt(garbage.length)] = (byte) random.nextInt(256);
                    }
                }
                socket.send(new DatagramPacket(garbage, garbage.length, bench.server.address()));
            }
            // a slow machine may still be reading when the first of these gives up
            RequestOutcome outcome = options(bench);
            for (int tries = 1; tries < 20 && !(outcome instanceof RequestOutcome.Answered); tries++) {
                outcome = options(bench);
            }
            assertThat(outcome).isInstanceOf(RequestOutcome.Answered.class);
            assertThat(bench.counters.counts().get("sip.messages.malformed")).isPositive();
        }
    }

    @Test
    void aMalformedRequestIsAnswered400WhereItCameFrom() throws Exception {
        try (Bench bench = new Bench();
                DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            String text = "INVITE sip:bob@example.com SIP/2.0\r\nVia: SIP/2.0/UDP 10.1.1.1;branch=z9hG4bKx\r\n"
                    + "From: <sip:a@b>;tag=1\r\nTo: <sip:c@d>\r\nCall-ID: x\r\nCSeq: no INVITE\r\n\r\n";
            byte[] octets = text.getBytes(StandardCharsets.UTF_8);
            socket.send(new DatagramPacket(octets, octets.length, bench.server.address()));
            DatagramPacket answer = new DatagramPacket(new byte[2000], 2000);
            socket.setSoTimeout(5_000);
            socket.receive(answer);
            assertThat(new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8))
                    .startsWith("SIP/2.0 400 Bad Request\r\nVia: SIP/2.0/UDP 10.1.1.1;branch=z9hG4bKx\r\n")
                    .contains("\r\nTo: <sip:c@d>;tag=");
        }
    }

    @Test
    void fiveHundredCallsLeaveNothingBehind() throws Exception {
        int wave = 25;
        AtomicReference<CountDownLatch> ended = new AtomicReference<>(new CountDownLatch(0));
        Counters counters = new Counters();
        SipStack server = Bench.start(2, counters, call -> {
            call.listener(_ -> ended.get().countDown());
            call.answer(Bench.ANSWER);
        });
        Counters mine = new Counters();
        SipStack caller = Bench.start(2, mine, _ -> {});
        try (server;
                caller) {
            // not all at once: with timers this short a slow machine would lose calls by rights
            for (int waves = 0; waves < 500 / wave; waves++) {
                ended.set(new CountDownLatch(2 * wave));
                for (int i = 0; i < wave; i++) {
                    call(caller, server, ended.get());
                }
                assertThat(ended.get().await(20, TimeUnit.SECONDS)).isTrue();
            }
            for (Counters each : new Counters[] {counters, mine}) {
                awaitZero(each, "sip.calls");
                awaitZero(each, "sip.dialogs");
                awaitZero(each, "sip.transactions");
            }
        }
    }

    private static void call(SipStack caller, SipStack server, CountDownLatch ended) {
        OutgoingCall[] mine = new OutgoingCall[1];
        CountDownLatch known = new CountDownLatch(1);
        mine[0] = caller.call(
                CallRequest.of(SipUri.of("bob", server.address()), NameAddress.of(SipUri.of("a", "b")), Bench.OFFER),
                new CallListener() {
                    @Override
                    public void onAnswered(voipbin.sip.message.Response ok) {
                        Thread.ofVirtual().start(() -> {
                            try {
                                known.await();
                            } catch (InterruptedException e) {
                                throw new AssertionError(e);
                            }
                            mine[0].hangup();
                        });
                    }

                    @Override
                    public void onEnded(CallOutcome outcome) {
                        ended.countDown();
                    }
                });
        known.countDown();
    }

    /** Timers D to M run for 64 T1, which is 1.3 s here, on the stack's own clock. */
    private static void awaitZero(Counters counters, String gauge) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (counters.levels().getOrDefault(gauge, 0L) != 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(counters.levels()).containsEntry(gauge, 0L);
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (Bench bench = new Bench()) {
            InetSocketAddress taken = bench.server.address();
            Assertions.assertThatThrownBy(() -> SipStack.start(
                            SipConfig.of(taken),
                            new Reach(taken.getAddress(), Optional.empty()),
                            new Counters(),
                            _ -> {}))
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getPort());
        }
    }
}
