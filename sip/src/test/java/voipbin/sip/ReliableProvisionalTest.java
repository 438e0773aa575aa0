package voipbin.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
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

    @Test
    void aPrackOfNothingIsToldSo() {
        Pair pair = new Pair();
        pair.theirs().progress(183, Optional.of(Bench.ANSWER));
        pair.pass(20);
        pair.mine.request(Method.PRACK, java.util.List.of(new Header("RAck", "1 1 INVITE")), new byte[0], _ -> {});
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
