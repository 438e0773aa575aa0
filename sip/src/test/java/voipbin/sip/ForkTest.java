package voipbin.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import voipbin.base.ManualTime;
import voipbin.sip.auth.Credentials;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.Reason;
import voipbin.sip.message.Request;
import voipbin.sip.message.SipUri;

/** Our calls against a script of several callees: early dialogs, redirects, realms. */
class ForkTest {

    private static final String PEER = "192.0.2.2";

    private final ManualTime time = new ManualTime();
    private final List<Reason> reasons = new ArrayList<>();
    private final Ear ear = new Ear() {
        @Override
        public void onEnded(CallOutcome outcome, List<Reason> why) {
            reasons.addAll(why);
            onEnded(outcome);
        }
    };
    private Node node = new Node(time, "192.0.2.1", _ -> {});

    private UacCall call() {
        CallRequest request = new CallRequest(
                SipUri.of("bob", PEER),
                Optional.empty(),
                NameAddress.of(SipUri.of("alice", "192.0.2.1")),
                NameAddress.of(SipUri.of("bob", PEER)),
                List.of(),
                Bench.OFFER,
                Optional.of(new Credentials("alice", "secret")));
        return node.call(request, ear);
    }

    private void answer(Request request, int status, String tag, String... more) {
        StringBuilder text = new StringBuilder("SIP/2.0 " + status + " Word\n");
        text.append("Via: ").append(request.via()).append('\n');
        text.append("From: ").append(request.from()).append('\n');
        text.append("To: ").append(request.to().withTag(tag)).append('\n');
        text.append("Call-ID: ").append(request.callId()).append('\n');
        text.append("CSeq: ").append(request.cseq()).append('\n');
        for (String header : more) {
            text.append(header).append('\n');
        }
        if (status < 300) {
            text.append("Contact: <sip:").append(tag).append('@').append(PEER).append(">\n");
        }
        text.append("\nv=0 ").append(tag);
        node.receive(text.toString(), PEER);
        time.advance(Duration.ZERO);
    }

    @Test
    void eachBranchIsPrackedInItsOwnDialog() {
        call();
        Request invite = node.lastRequest();
        answer(invite, 183, "one", "Require: 100rel", "RSeq: 7");
        Request first = node.lastRequest();
        answer(invite, 183, "two", "Require: 100rel", "RSeq: 7");
        Request second = node.lastRequest();
        assertThat(first.uri()).hasToString("sip:one@192.0.2.2");
        assertThat(second.uri()).hasToString("sip:two@192.0.2.2");
        assertThat(second.header("RAck")).contains("7 1 INVITE");
        answer(invite, 183, "two", "Require: 100rel", "RSeq: 7");
        answer(invite, 183, "two", "Require: 100rel", "RSeq: 9");
        assertThat(node.takeSent()).containsExactly("INVITE", "PRACK", "PRACK");
        assertThat(node.shard.dialogCount()).isEqualTo(2);

        answer(invite, 200, "two");
        assertThat(node.shard.dialogCount()).isOne();
        answer(invite, 200, "one");
        assertThat(node.takeSent()).containsExactly("ACK", "ACK", "BYE");
        assertThat(ear.all()).containsExactly("progress 183", "progress 183", "answered v=0 two");
    }

    @Test
    void theEarlyRouteGivesWayToThatOfTheAnswer() {
        UacCall call = call();
        Request invite = node.lastRequest();
        answer(invite, 180, "b", "Record-Route: <sip:192.0.2.8;lr>");
        answer(invite, 200, "b", "Record-Route: <sip:192.0.2.9;lr>");
        call.hangup();
        time.advance(Duration.ZERO);
        assertThat(node.lastRequest().headers().values("Route")).containsExactly("<sip:192.0.2.9;lr>");
    }

    @Test
    void aLateAnswerOfAnotherBranchAfterACancelIsEndedToo() {
        UacCall call = call();
        Request invite = node.lastRequest();
        answer(invite, 180, "a");
        call.hangup();
        time.advance(Duration.ZERO);
        answer(invite, 200, "a");
        answer(invite, 200, "b");
        answer(invite, 200, "b");
        assertThat(node.takeSent()).containsExactly("INVITE", "CANCEL", "ACK", "BYE", "ACK", "BYE", "ACK");
        assertThat(node.shard.dialogCount()).isZero();
        assertThat(ear.all()).containsExactly("progress 180", "ended Canceled[]");
    }

    @Test
    void aRedirectIsToldWithItsTargetsBestFirst() {
        call();
        answer(
                node.lastRequest(),
                302,
                "x",
                "Contact: <sip:a@192.0.2.5>;q=0.2, <sip:b@192.0.2.6>",
                "Reason: Q.850;cause=22;text=\"moved, away\", SIP;cause=302");
        assertThat(ear.all())
                .containsExactly("ended Redirected[status=302, contacts=[<sip:b@192.0.2.6>, <sip:a@192.0.2.5>;q=0.2]]");
        assertThat(reasons).containsExactly(Reason.ofQ850(22, "moved, away"), Reason.ofSip(302, ""));
    }

    @Test
    void redirectsAreFollowedToNewPlacesOnlyAndSoOften() {
        node = new Node(time, "192.0.2.1", _ -> {}, CallTerms.STANDARD.withRedirects(2));
        call();
        answer(node.lastRequest(), 302, "x", "Contact: <sip:a@192.0.2.5?Subject=x>");
        Request second = node.lastRequest();
        assertThat(second.uri()).hasToString("sip:a@192.0.2.5");
        assertThat(second.cseq().number()).isEqualTo(2);
        answer(second, 302, "y", "Contact: <sip:bob@" + PEER + ">, <sip:c@192.0.2.6>");
        Request third = node.lastRequest();
        assertThat(third.uri()).hasToString("sip:c@192.0.2.6");
        answer(third, 302, "z", "Contact: <sip:d@192.0.2.7>");
        assertThat(node.takeSent()).containsExactly("INVITE", "ACK", "INVITE", "ACK", "INVITE", "ACK");
        assertThat(ear.all()).containsExactly("ended Redirected[status=302, contacts=[<sip:d@192.0.2.7>]]");
    }

    @Test
    void eachRealmIsAnsweredOnceAndAStaleNonceAgain() {
        call();
        String challenge = "Proxy-Authenticate: Digest realm=\"%s\", nonce=\"%s\", qop=\"auth\"";
        answer(node.lastRequest(), 407, "x", challenge.formatted("one", "n1"));
        answer(node.lastRequest(), 407, "x", challenge.formatted("two", "n2"));
        assertThat(node.lastRequest().headers().values("Proxy-Authorization")).hasSize(2);
        answer(node.lastRequest(), 407, "x", challenge.formatted("two", "n3") + ", stale=true");
        assertThat(node.lastRequest().headers().values("Proxy-Authorization"))
                .hasSize(2)
                .anyMatch(value -> value.contains("n1"))
                .anyMatch(value -> value.contains("n3"));
        assertThat(node.lastRequest().cseq().number()).isEqualTo(4);
        answer(node.lastRequest(), 407, "x", challenge.formatted("two", "n4"));
        assertThat(ear.all()).containsExactly("ended Refused[status=407, phrase=Word]");
    }

    @Test
    void whyTheOtherSideHungUpIsTold() {
        call();
        Request invite = node.lastRequest();
        answer(invite, 200, "b");
        node.receive(
                "BYE sip:alice@192.0.2.1 SIP/2.0\nVia: SIP/2.0/UDP " + PEER + ";branch=z9hG4bKbye\nFrom: "
                        + invite.to().withTag("b") + "\nTo: " + invite.from() + "\nCall-ID: " + invite.callId()
                        + "\nCSeq: 5 BYE\nReason: Q.850;cause=16\n\n",
                PEER);
        assertThat(reasons).containsExactly(Reason.ofQ850(16, ""));
    }
}
