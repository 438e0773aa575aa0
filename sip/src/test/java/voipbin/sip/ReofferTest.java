package voipbin.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import voipbin.sip.message.Response;

/** Changes of a session, by either side, in manual time. */
class ReofferTest {

    @Test
    void theCallerHoldsAndResumes() {
        Pair pair = Pair.talking();
        for (String word : new String[] {"hold", "resume"}) {
            pair.mine.reoffer(Pair.sdp(word), pair.caller::onOutcome);
            pair.pass(20);
            pair.callee.offers.getLast().answer(Pair.sdp(word + " too"));
            pair.pass(20);
        }
        assertThat(pair.callee.words).containsExactly("reoffered hold", "reoffered resume");
        assertThat(pair.caller.words).containsExactly("taken hold too", "taken resume too");
        assertThat(pair.left.takeSent()).containsExactly("INVITE", "ACK", "INVITE", "ACK", "INVITE", "ACK");
    }

    @Test
    void theCalleeHolds() {
        Pair pair = Pair.talking();
        pair.theirs().reoffer(Pair.sdp("hold"), pair.callee::onOutcome);
        pair.pass(20);
        pair.caller.offers.getLast().answer(Pair.sdp("fine"));
        pair.pass(20);
        assertThat(pair.callee.words).containsExactly("taken fine");
        pair.theirs().hangup();
        pair.seconds(70);
        assertThat(pair.time.pending()).isZero();
    }

    @Test
    void aRefusedOfferLeavesTheSession() {
        Pair pair = Pair.talking();
        pair.mine.reoffer(Pair.sdp("video"), pair.caller::onOutcome);
        pair.pass(20);
        pair.callee.offers.getLast().refuse(488);
        pair.pass(20);
        pair.mine.reoffer(Pair.sdp("audio"), pair.caller::onOutcome);
        pair.pass(20);
        pair.callee.offers.getLast().answer(Pair.sdp("audio"));
        pair.pass(20);
        assertThat(pair.caller.words).containsExactly("refused 488", "taken audio");
        assertThat(pair.caller.all()).containsExactly("answered v=0 answer");
    }

    @Test
    void offersOfOneSideWaitForEachOther() {
        Pair pair = Pair.talking();
        pair.mine.reoffer(Pair.sdp("one"), pair.caller::onOutcome);
        pair.mine.reoffer(Pair.sdp("two"), pair.caller::onOutcome);
        pair.pass(20);
        assertThat(pair.callee.words).containsExactly("reoffered one");
        pair.callee.offers.getLast().answer(Pair.sdp("one"));
        pair.pass(40);
        pair.callee.offers.getLast().answer(Pair.sdp("two"));
        pair.pass(20);
        assertThat(pair.caller.words).containsExactly("taken one", "taken two");
    }

    @Test
    void glareIsSettledByWaitingUnequally() {
        Pair pair = Pair.talking();
        pair.right.takeSent();
        pair.left.takeSent();
        pair.mine.reoffer(Pair.sdp("mine"), pair.caller::onOutcome);
        pair.theirs().reoffer(Pair.sdp("theirs"), pair.callee::onOutcome);
        pair.pass(20);
        assertThat(pair.left.takeSent()).contains("491 INVITE");
        assertThat(pair.right.takeSent()).contains("491 INVITE");
        pair.pass(2_020);
        // 14.1: who owns the Call-ID waits 2.1 s and more
        assertThat(pair.caller.words).containsExactly("reoffered theirs");
        pair.caller.offers.getLast().answer(Pair.sdp("theirs first"));
        pair.seconds(5);
        pair.callee.offers.getLast().answer(Pair.sdp("then mine"));
        pair.pass(20);
        assertThat(pair.callee.words).containsExactly("taken theirs first", "reoffered mine");
        assertThat(pair.caller.words).containsExactly("reoffered theirs", "taken then mine");
    }

    @Test
    void aCallWithoutAnOfferIsAnsweredInTheAck() {
        Pair pair = new Pair(CallTerms.STANDARD, CallTerms.STANDARD, new byte[0]);
        pair.theirs().answer(Pair.sdp("their offer"));
        pair.pass(20);
        assertThat(pair.caller.words).containsExactly("offered their offer");
        assertThat(pair.caller.all()).isEmpty();
        pair.caller.offers.getFirst().answer(Pair.sdp("my answer"));
        pair.pass(20);
        assertThat(pair.caller.all()).containsExactly("answered v=0 their offer");
        assertThat(pair.callee.all()).containsExactly("confirmed");
        assertThat(Pair.text(pair.left.lastRequest().body())).isEqualTo("my answer");
    }

    @Test
    void whoWillNotAnswerAnOfferHangsUp() {
        Pair pair = new Pair(CallTerms.STANDARD, CallTerms.STANDARD, new byte[0]);
        pair.theirs().answer(Pair.sdp("their offer"));
        pair.pass(20);
        pair.caller.offers.getFirst().refuse(488);
        pair.pass(20);
        assertThat(pair.left.takeSent()).containsExactly("INVITE", "ACK", "BYE");
        assertThat(pair.caller.all()).containsExactly("ended HungUp[by=LOCAL]");
    }

    @Test
    void eitherMayAskTheOtherForAnOffer() {
        Pair pair = Pair.talking();
        pair.mine.reoffer(new byte[0], pair.caller::onOutcome);
        pair.pass(20);
        pair.callee.offers.getLast().answer(Pair.sdp("here"));
        pair.pass(20);
        pair.caller.offers.getLast().answer(Pair.sdp("good"));
        pair.pass(20);
        assertThat(pair.callee.words).containsExactly("reoffered nothing", "ack good");
        assertThat(pair.caller.words).containsExactly("offered here", "taken here");
    }

    @Test
    void aSessionChangesByUpdateBeforeTheAnswer() {
        Pair pair = new Pair();
        pair.theirs().progress(183, Optional.of(Bench.ANSWER));
        pair.pass(30);
        pair.mine.reoffer(Pair.sdp("other"), pair.caller::onOutcome);
        pair.pass(20);
        pair.callee.offers.getLast().answer(Pair.sdp("good"));
        pair.pass(20);
        assertThat(pair.caller.words).containsExactly("taken good");
        assertThat(pair.left.takeSent()).containsExactly("INVITE", "PRACK", "UPDATE");
        pair.answer();
        assertThat(pair.caller.all()).containsExactly("progress 183", "answered ");
    }

    @Test
    void anUpdateBeforeTheFirstAnswerHasToWait() {
        Pair pair = new Pair();
        pair.theirs().ring();
        pair.pass(20);
        pair.mine.reoffer(Pair.sdp("other"), pair.caller::onOutcome);
        pair.pass(20);
        assertThat(pair.left.takeSent()).containsExactly("INVITE");
        pair.answer();
        pair.pass(50);
        assertThat(pair.callee.words).containsExactly("reoffered other");
    }

    @Test
    void whoseCallIsUnknownToThePeerLosesIt() {
        Pair pair = Pair.talking();
        // the peer has been restarted: it knows nothing of the dialog
        pair.right.shard.leave(
                ((LegCall) pair.theirs()).leg().orElseThrow().dialog().id());
        pair.mine.reoffer(Pair.sdp("hold"), pair.caller::onOutcome);
        pair.pass(20);
        pair.seconds(40);
        assertThat(pair.caller.all()).last().asString().startsWith("ended Failed");
        assertThat(pair.left.shard.dialogCount()).isZero();
    }

    @Test
    void anOverlappingOfferIsToldWhenToComeAgain() {
        Pair pair = Pair.talking();
        pair.mine.reoffer(Pair.sdp("one"), pair.caller::onOutcome);
        pair.pass(20);
        // not through the queue: a caller that keeps no order
        ((LegCall) pair.mine)
                .leg()
                .orElseThrow()
                .request(
                        voipbin.sip.message.Method.UPDATE,
                        java.util.List.of(new voipbin.sip.message.Header("Content-Type", "application/sdp")),
                        Pair.sdp("two"),
                        _ -> {});
        pair.pass(20);
        Response refused = pair.right.lastResponse();
        assertThat(refused.status()).isEqualTo(500);
        assertThat(refused.header("Retry-After")).isPresent();
    }
}
