package voipbin.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import voipbin.base.ManualTime;
import voipbin.sip.message.Response;

/** Calls to us from a scripted caller. */
class IncomingCallTest {

    private static final String PEER = "192.0.2.2";

    private final ManualTime time = new ManualTime();
    private final List<Reoffer> reoffers = new ArrayList<>();
    private final List<IncomingCall> calls = new ArrayList<>();
    private final Ear ear = new Ear() {
        @Override
        public void onReoffer(Reoffer reoffer) {
            reoffers.add(reoffer);
        }
    };
    private final Node node = new Node(time, "192.0.2.1", call -> {
        call.listener(ear);
        calls.add(call);
    });
    private String toTag = "";

    private void send(String method, int cseq, String branch, String... more) {
        String to = toTag.isEmpty() ? "<sip:bob@192.0.2.1>" : "<sip:bob@192.0.2.1>;tag=" + toTag;
        String text = method + " sip:bob@192.0.2.1 SIP/2.0\nVia: SIP/2.0/UDP 10.0.0.7:5062;rport;branch=z9hG4bK"
                + branch + "\nMax-Forwards: 70\nFrom: <sip:alice@192.0.2.2>;tag=a\nTo: " + to
                + "\nCall-ID: one\nCSeq: " + cseq + " " + method + "\nContact: <sip:alice@10.0.0.7:5062>\n"
                + String.join("\n", more) + (more.length == 0 ? "\n" : "\n\n");
        node.receive(text, PEER);
        time.advance(Duration.ZERO);
    }

    private IncomingCall invited() {
        send("INVITE", 1, "i1");
        return calls.getLast();
    }

    private IncomingCall answered() {
        IncomingCall call = invited();
        call.answer(Bench.ANSWER);
        time.advance(Duration.ZERO);
        toTag = node.lastResponse().to().tag().orElseThrow();
        return call;
    }

    @Test
    void answersSayWhereTheRequestReallyCameFrom() {
        invited();
        Response trying = node.lastResponse();
        assertThat(trying.status()).isEqualTo(100);
        assertThat(trying.to().tag()).isEmpty();
        assertThat(trying.via().parameters().get("received")).contains(PEER);
        assertThat(trying.via().parameters().get("rport")).contains("5060");
    }

    @Test
    void aRepeatedInviteGetsTheLastResponseAgain() {
        invited().ring();
        time.advance(Duration.ZERO);
        send("INVITE", 1, "i1");
        assertThat(node.takeSent()).containsExactly("100 INVITE", "180 INVITE", "180 INVITE");
        assertThat(calls).hasSize(1);
    }

    @Test
    void theAnswerIsRepeatedUntilItsAck() {
        answered();
        time.advance(Duration.ofMillis(500 + 1000 + 2000 + 4000));
        assertThat(node.takeSent())
                .containsExactly("100 INVITE", "200 INVITE", "200 INVITE", "200 INVITE", "200 INVITE", "200 INVITE");
        send("ACK", 1, "ack");
        time.advance(Duration.ofSeconds(40));
        assertThat(node.takeSent()).isEmpty();
        assertThat(ear.all()).containsExactly("confirmed");
    }

    @Test
    void aHangupBeforeTheAckWaitsForIt() {
        answered().hangup();
        time.advance(Duration.ofMillis(100));
        assertThat(node.takeSent()).containsExactly("100 INVITE", "200 INVITE");
        assertThat(ear.all()).containsExactly("ended HungUp[by=LOCAL]");
        send("ACK", 1, "ack");
        assertThat(node.takeSent()).containsExactly("BYE");
        assertThat(node.shard.dialogCount()).isZero();
    }

    @Test
    void requestsToACallerBehindANatGoWhereItIsHeardFrom() {
        List<String> targets = new ArrayList<>();
        answered();
        send("ACK", 1, "ack");
        calls.getFirst().hangup();
        time.advance(Duration.ZERO);
        assertThat(node.lastRequest().uri()).hasToString("sip:alice@10.0.0.7:5062");
        node.lastDestination().ifPresent(where -> targets.add(where.getHostString()));
        assertThat(targets).containsExactly(PEER);
    }

    @Test
    void aCancelEndsWhatRings() {
        IncomingCall call = invited();
        call.ring();
        time.advance(Duration.ZERO);
        send("CANCEL", 1, "i1");
        assertThat(node.sent)
                .extracting(message -> message.to().tag())
                .last()
                .isEqualTo(node.sent.get(1).to().tag());
        assertThat(node.takeSent()).containsExactly("100 INVITE", "180 INVITE", "200 CANCEL", "487 INVITE");
        call.answer(Bench.ANSWER);
        call.hangup();
        time.advance(Duration.ZERO);
        assertThat(node.takeSent()).isEmpty();
        assertThat(ear.all()).containsExactly("ended Canceled[]");
    }

    @Test
    void whoListensTooLateStillHearsTheEnd() {
        List<IncomingCall> unheard = new ArrayList<>();
        Node other = new Node(time, "192.0.2.3", unheard::add);
        String invite = "INVITE sip:bob@192.0.2.3 SIP/2.0\nVia: SIP/2.0/UDP 192.0.2.2;branch=z9hG4bK1\n"
                + "From: <sip:a@b>;tag=1\nTo: <sip:c@d>\nCall-ID: late\nCSeq: 1 INVITE\n\n";
        other.receive(invite, PEER);
        other.receive(invite.replace("INVITE", "CANCEL"), PEER);
        unheard.getFirst().listener(ear);
        time.advance(Duration.ZERO);
        assertThat(ear.all()).containsExactly("ended Canceled[]");
    }

    @Test
    void aCancelAfterTheAnswerChangesNothing() {
        answered();
        String tag = toTag;
        toTag = "";
        send("CANCEL", 1, "i1");
        toTag = tag;
        send("ACK", 1, "ack");
        assertThat(node.takeSent()).containsExactly("100 INVITE", "200 INVITE", "200 CANCEL");
        assertThat(ear.all()).containsExactly("confirmed");
    }

    @Test
    void aCancelOfNothingIsToldSo() {
        send("CANCEL", 1, "x");
        assertThat(node.takeSent()).containsExactly("481 CANCEL");
    }

    @Test
    void aByeBeforeTheAnswerEndsTheInvite() {
        invited().ring();
        time.advance(Duration.ZERO);
        toTag = node.lastResponse().to().tag().orElseThrow();
        send("BYE", 2, "b");
        assertThat(node.takeSent()).containsExactly("100 INVITE", "180 INVITE", "200 BYE", "487 INVITE");
        assertThat(ear.all()).containsExactly("ended Canceled[]");
    }

    @Test
    void oneReofferAtATime() {
        answered();
        send("ACK", 1, "ack");
        node.takeSent();
        send("INVITE", 2, "i2", "Content-Type: application/sdp", "", "v=0 hold");
        send("INVITE", 3, "i3");
        assertThat(node.takeSent()).containsExactly("100 INVITE", "500 INVITE");
        send("ACK", 3, "i3");
        assertThat(node.shard.dialogCount()).isOne();
        assertThat(reoffers)
                .singleElement()
                .satisfies(reoffer -> assertThat(
                                new String(reoffer.offer().orElseThrow(), java.nio.charset.StandardCharsets.UTF_8))
                        .startsWith("v=0 hold"));
        reoffers.getFirst().answer(Bench.ANSWER);
        reoffers.getFirst().refuse(488);
        time.advance(Duration.ofMillis(500));
        assertThat(node.takeSent()).containsExactly("200 INVITE", "200 INVITE");
        send("ACK", 2, "ack2");
        time.advance(Duration.ofSeconds(40));
        assertThat(node.takeSent()).isEmpty();
        assertThat(ear.all()).containsExactly("confirmed");
    }

    @Test
    void anUpdateWithSdpIsAReofferToo() {
        answered();
        send("ACK", 1, "ack");
        node.takeSent();
        send("UPDATE", 2, "u", "Content-Type: application/sdp", "", "v=0 hold");
        reoffers.getFirst().answer(Bench.ANSWER);
        time.advance(Duration.ofSeconds(2));
        assertThat(node.takeSent()).containsExactly("200 UPDATE");
    }

    @Test
    void aCallThatRingsForMinutesShowsSignsOfLife() {
        invited().progress(183, Optional.of(Bench.ANSWER));
        time.advance(Duration.ofSeconds(121));
        assertThat(node.takeSent()).containsExactly("100 INVITE", "183 INVITE", "183 INVITE", "183 INVITE");
        calls.getFirst().refuse(480, "Temporarily Unavailable");
        time.advance(Duration.ofSeconds(1));
        send("ACK", 1, "i1");
        time.advance(Duration.ofSeconds(70));
        assertThat(node.takeSent()).containsExactly("480 INVITE", "480 INVITE");
        assertThat(time.pending()).isZero();
    }

    @Test
    void rulesRefuseWhatCannotBeServed() {
        send("INVITE", 1, "r1", "Require: 100rel, foo, bar");
        assertThat(node.lastResponse().header("Unsupported")).contains("foo, bar");
        node.receive(
                "INVITE urn:service:sos SIP/2.0\nVia: SIP/2.0/UDP 192.0.2.2;branch=z9hG4bK7\nFrom: <sip:a@b>;tag=1\n"
                        + "To: <sip:c@d>\nCall-ID: two\nCSeq: 1 INVITE\n\n",
                PEER);
        node.receive(
                "MESSAGE sip:x SIP/2.0\nVia: SIP/2.0/UDP 192.0.2.2;branch=z9hG4bK8\nFrom: <sip:a@b>;tag=1\n"
                        + "To: <sip:c@d>\nCall-ID: two\nCSeq: 1 MESSAGE\nMax-Forwards: 0\n\n",
                PEER);
        send("BYE", 2, "r2");
        send("OPTIONS", 3, "r3");
        send("SUBSCRIBE", 4, "r4");
        send("ACK", 9, "r9");
        assertThat(node.takeSent())
                .containsExactly("420 INVITE", "416 INVITE", "483 MESSAGE", "481 BYE", "200 OPTIONS", "405 SUBSCRIBE");
        assertThat(calls).isEmpty();
        assertThat(node.counters.counts()).containsEntry("sip.messages.stray", 1L);
    }
}
