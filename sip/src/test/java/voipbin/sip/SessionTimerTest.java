package voipbin.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import voipbin.sip.message.Header;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;

/** RFC 4028 between two nodes, in manual time. */
class SessionTimerTest {

    private static final CallTerms NONE = CallTerms.STANDARD.withSession(Duration.ZERO, Duration.ofSeconds(90));
    private static final CallTerms SHORT =
            CallTerms.STANDARD.withSession(Duration.ofSeconds(100), Duration.ofSeconds(90));

    private static Pair talking(CallTerms ours, CallTerms theirs, Header... headers) {
        Pair pair = new Pair(ours, theirs, Bench.OFFER, headers);
        pair.answer();
        return pair;
    }

    @Test
    void theCallerRefreshesAtHalfByUpdate() {
        Pair pair = talking(CallTerms.STANDARD, CallTerms.STANDARD);
        assertThat(pair.right.lastResponse().header("Session-Expires")).contains("1800;refresher=uac");
        assertThat(pair.right.lastResponse().words("Require")).containsExactly("timer");
        pair.left.takeSent();
        pair.seconds(899);
        assertThat(pair.left.takeSent()).isEmpty();
        pair.seconds(2);
        assertThat(pair.left.lastRequest().header("Session-Expires")).contains("1800;refresher=uac");
        assertThat(pair.left.takeSent()).containsExactly("UPDATE");
        pair.seconds(7200);
        assertThat(pair.left.takeSent()).containsOnly("UPDATE").hasSize(8);
        assertThat(pair.callee.words).isEmpty();
    }

    @Test
    void theShorterWishIsAgreed() {
        Pair pair = talking(CallTerms.STANDARD, SHORT);
        assertThat(pair.right.lastResponse().header("Session-Expires")).contains("100;refresher=uac");
        pair.left.takeSent();
        pair.seconds(51);
        assertThat(pair.left.takeSent()).containsExactly("UPDATE");
    }

    @Test
    void theCalleeRefreshesWhenItIsAskedTo() {
        Pair pair = talking(NONE, SHORT, new Header("Session-Expires", "120;refresher=uas"));
        assertThat(pair.right.lastResponse().header("Session-Expires")).contains("100;refresher=uas");
        pair.right.takeSent();
        pair.seconds(51);
        assertThat(pair.right.takeSent()).containsExactly("UPDATE");
        pair.seconds(500);
        assertThat(pair.callee.all()).containsExactly("confirmed");
    }

    @Test
    void aPeerThatKnowsNoTimerHasNone() {
        Pair pair = talking(CallTerms.STANDARD, NONE);
        assertThat(pair.right.lastResponse().header("Session-Expires")).isEmpty();
        pair.left.takeSent();
        pair.seconds(7200);
        assertThat(pair.left.takeSent()).isEmpty();
    }

    @Test
    void aSessionThatNobodyRefreshesEnds() {
        Pair pair = talking(SHORT, SHORT);
        // the caller's machine dies
        pair.right.connect(pair.left, _ -> true);
        pair.seconds(67);
        assertThat(pair.callee.all()).containsExactly("confirmed");
        pair.seconds(2);
        assertThat(pair.callee.all()).containsExactly("confirmed", "ended Failed[why=the session was not refreshed]");
        assertThat(pair.right.lastRequest().method().name()).isEqualTo("BYE");
        pair.seconds(60);
        assertThat(pair.caller.all()).last().asString().startsWith("ended Failed");
        pair.seconds(70);
        assertThat(pair.time.pending()).isZero();
    }

    @Test
    void aTooShortWishIsMadeLonger() {
        Pair pair = new Pair(
                CallTerms.STANDARD.withSession(Duration.ofSeconds(90), Duration.ofSeconds(90)),
                CallTerms.STANDARD.withSession(Duration.ofSeconds(1800), Duration.ofSeconds(600)),
                Bench.OFFER);
        pair.pass(30);
        Request second = pair.left.lastRequest();
        assertThat(pair.right.takeSent()).containsExactly("422 INVITE", "100 INVITE");
        assertThat(second.header("Session-Expires")).contains("600");
        assertThat(second.header("Min-SE")).contains("600");
        assertThat(second.cseq().number()).isEqualTo(2);
        pair.answer();
        assertThat(pair.right.lastResponse().header("Session-Expires")).contains("600;refresher=uac");
    }

    @Test
    void whoKnowsNoUpdateIsRefreshedByTheOfferAgain() {
        Pair pair = talking(NONE, SHORT, new Header("Session-Expires", "100;refresher=uas"));
        Node right = pair.right;
        Response without = Response.of(
                200,
                "OK",
                voipbin.sip.message.Headers.builder()
                        .add("Allow", "INVITE, ACK, BYE")
                        .build());
        ((LegCall) pair.theirs()).leg().orElseThrow().knows(without);
        right.takeSent();
        pair.seconds(51);
        Request refresh = right.lastRequest();
        assertThat(right.takeSent()).containsExactly("INVITE");
        assertThat(refresh.body()).isEqualTo(Bench.ANSWER);
        pair.caller.offers.getFirst().answer(Bench.OFFER);
        pair.pass(30);
        assertThat(right.takeSent()).containsExactly("ACK");
    }

    @Test
    void aRefreshedSessionSaysSoInItsAnswer() {
        Pair pair = talking(SHORT, SHORT);
        pair.seconds(51);
        Response refreshed = pair.right.lastResponse();
        assertThat(refreshed.cseq().method().name()).isEqualTo("UPDATE");
        assertThat(refreshed.header("Session-Expires")).contains("100;refresher=uac");
    }
}
