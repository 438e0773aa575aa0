package voipbin.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import voipbin.base.ManualTime;
import voipbin.sip.message.Header;
import voipbin.sip.message.Method;
import voipbin.sip.message.Response;

/** RFC 3262 between two nodes, in manual time. */
class ReliableProvisionalTest {

    private static final Header REQUIRED = new Header("Require", "100rel");

    @Test
    void earlyMediaIsAnsweredReliablyAndNotTwice() {
        Pair pair = new Pair();
        pair.theirs().progress(183, Optional.of(Bench.ANSWER));
        pair.pass(20);
        Response early = pair.right.lastResponse();
        assertThat(pair.right.takeSent()).containsExactly("100 INVITE", "183 INVITE", "200 PRACK");
        assertThat(pair.left.takeSent()).containsExactly("INVITE", "PRACK");
        pair.answer();
        assertThat(early.cseq().method()).isEqualTo(Method.PRACK);
        assertThat(pair.right.lastResponse().hasBody()).isFalse();
        assertThat(pair.caller.all()).containsExactly("progress 183", "answered ");
    }

    @Test
    void whatIsNotRequiredToBeReliableIsNot() {
        Pair pair = new Pair();
        pair.theirs().ring();
        pair.pass(20);
        assertThat(pair.right.lastResponse().header("RSeq")).isEmpty();
        assertThat(pair.left.takeSent()).containsExactly("INVITE");
    }

    @Test
    void whoRequiresItGetsEachOneReliablyAndInOrder() {
        Pair pair = new Pair(CallTerms.STANDARD, CallTerms.STANDARD, Bench.OFFER, REQUIRED);
        pair.theirs().ring();
        pair.theirs().progress(183, Optional.of(Bench.ANSWER));
        pair.theirs().answer(Bench.ANSWER);
        pair.pass(100);
        assertThat(pair.right.takeSent())
                .containsExactly("100 INVITE", "180 INVITE", "200 PRACK", "183 INVITE", "200 PRACK", "200 INVITE");
        assertThat(pair.caller.all()).containsExactly("progress 180", "progress 183", "answered ");
        assertThat(pair.callee.all()).containsExactly("confirmed");
    }

    @Test
    void aLostOneIsRepeatedAndToldOnce() {
        Pair pair = new Pair();
        int[] lost = {0};
        pair.right.connect(pair.left, _ -> lost[0]++ < 3);
        pair.theirs().progress(183, Optional.of(Bench.ANSWER));
        pair.seconds(10);
        assertThat(pair.caller.all()).containsExactly("progress 183");
        assertThat(pair.right.takeSent()).endsWith("200 PRACK");
    }

    @Test
    void whoNeverAcknowledgesIsRefused() {
        Pair pair = new Pair();
        pair.right.connect(pair.left, _ -> true);
        pair.theirs().progress(183, Optional.of(Bench.ANSWER));
        pair.theirs().answer(Bench.ANSWER);
        pair.pass(31_900);
        assertThat(pair.right.takeSent())
                .as("at 0, 0.5, 1.5, 3.5, 7.5, 15.5 and 31.5 s")
                .filteredOn("183 INVITE"::equals)
                .hasSize(7);
        pair.pass(200);
        assertThat(pair.right.takeSent()).containsExactly("504 INVITE");
        assertThat(pair.callee.all()).containsExactly("ended Failed[why=the PRACK never came]");
    }

    @Test
    void anOfferInAReliableResponseIsAnsweredInThePrack() {
        Pair pair = new Pair(CallTerms.STANDARD, CallTerms.STANDARD, new byte[0]);
        pair.theirs().progress(183, Optional.of(Pair.sdp("early offer")));
        pair.pass(20);
        assertThat(pair.caller.words).containsExactly("offered early offer");
        pair.caller.offers.getFirst().answer(Pair.sdp("early answer"));
        pair.pass(20);
        assertThat(pair.callee.words).containsExactly("prack early answer");
        pair.answer();
        assertThat(pair.right.lastResponse().hasBody()).isFalse();
        assertThat(pair.caller.all()).containsExactly("progress 183", "answered ");
    }

    /** RFC 3262, 5: the PRACK may bring another offer, whose answer goes into its 200; the INVITE's 200 waits. */
    @Test
    void anOfferInAPrackIsAnsweredBeforeTheCallIs() {
        List<Reoffer> offers = new ArrayList<>();
        ManualTime time = new ManualTime();
        Node node = new Node(time, "192.0.2.1", call -> {
            call.listener(new Ear() {
                @Override
                public void onReoffer(Reoffer reoffer) {
                    offers.add(reoffer);
                }
            });
            call.progress(183, Optional.of(Bench.ANSWER));
            call.answer(Bench.ANSWER);
        });
        node.receive(request("INVITE", 1, "<sip:bob@192.0.2.1>", "Supported: 100rel"), "192.0.2.2");
        time.advance(Duration.ZERO);
        Response early = node.lastResponse();
        String to = early.header("To").orElseThrow();
        String rack = "RAck: " + early.header("RSeq").orElseThrow() + " 1 INVITE";
        node.receive(request("PRACK", 2, to, rack), "192.0.2.2");
        time.advance(Duration.ofMillis(10));

        assertThat(node.takeSent()).as("nothing is answered yet").containsExactly("100 INVITE", "183 INVITE");
        offers.getFirst().answer(Pair.sdp("second answer"));
        time.advance(Duration.ZERO);
        assertThat(node.sent).hasSize(2);
        assertThat(Pair.text(node.sent.getFirst().body())).isEqualTo("second answer");
        assertThat(node.sent.getFirst().cseq().method()).isEqualTo(Method.PRACK);
        assertThat(node.sent.getLast().cseq().method()).isEqualTo(Method.INVITE);
        assertThat(node.sent.getLast().hasBody()).isFalse();
    }

    private static String request(String method, int cseq, String to, String header) {
        return method + " sip:bob@192.0.2.1 SIP/2.0\nVia: SIP/2.0/UDP 10.0.0.7:5062;rport;branch=z9hG4bK" + method
                + "\nMax-Forwards: 70\nFrom: <sip:alice@192.0.2.2>;tag=a\nTo: " + to + "\nCall-ID: one\nCSeq: " + cseq
                + " " + method + "\nContact: <sip:alice@10.0.0.7:5062>\n" + header
                + "\nContent-Type: application/sdp\nContent-Length: 9\n\nv=0 offer";
    }

    @Test
    void aPrackOfNothingIsToldSo() {
        Pair pair = new Pair();
        pair.theirs().progress(183, Optional.of(Bench.ANSWER));
        pair.pass(20);
        pair.mine.request(Method.PRACK, List.of(new Header("RAck", "1 1 INVITE")), new byte[0], _ -> {});
        pair.pass(20);
        assertThat(pair.right.lastResponse().status()).isEqualTo(481);
    }

    @Test
    void aCancelWhileAPrackIsOutEndsTheCall() {
        Pair pair = new Pair();
        pair.theirs().progress(183, Optional.of(Bench.ANSWER));
        pair.theirs().answer(Bench.ANSWER);
        pair.pass(6);
        pair.mine.hangup(voipbin.sip.message.Reason.ofSip(200, "Call completed elsewhere")
                .header());
        pair.seconds(80);
        assertThat(pair.left.shard.dialogCount()).isZero();
        assertThat(pair.right.shard.dialogCount()).isZero();
        assertThat(pair.time.pending()).isZero();
    }
}
