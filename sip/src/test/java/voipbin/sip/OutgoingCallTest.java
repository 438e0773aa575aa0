package voipbin.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import voipbin.base.ManualTime;
import voipbin.sip.auth.Credentials;
import voipbin.sip.message.Header;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.Request;
import voipbin.sip.message.SipUri;

/** Our calls against a scripted callee: races, forks, challenges. */
class OutgoingCallTest {

    private static final String PEER = "192.0.2.2";

    private final ManualTime time = new ManualTime();
    private final Ear ear = new Ear();
    private final Node node = new Node(time, "192.0.2.1", _ -> {});

    private UacCall call(Optional<Credentials> credentials) {
        return node.call(request(credentials, false), ear);
    }

    private static CallRequest request(Optional<Credentials> credentials, boolean hasAlternative) {
        return new CallRequest(
                SipUri.of("bob", PEER),
                Optional.empty(),
                NameAddress.of(SipUri.of("alice", "192.0.2.1")),
                NameAddress.of(SipUri.of("bob", PEER)),
                List.of(),
                Bench.OFFER,
                credentials,
                hasAlternative);
    }

    private UacCall call() {
        return call(Optional.empty());
    }

    /** Answers {@code request} as the callee, from a branch with this tag. */
    private void answer(Request request, int status, String tag, String... headers) {
        StringBuilder text = new StringBuilder("SIP/2.0 " + status + " Word\n");
        text.append("Via: ").append(request.via()).append('\n');
        text.append("From: ").append(request.from()).append('\n');
        text.append("To: ").append(request.to().withTag(tag)).append('\n');
        text.append("Call-ID: ").append(request.callId()).append('\n');
        text.append("CSeq: ").append(request.cseq()).append('\n');
        for (String header : headers) {
            text.append(header).append('\n');
        }
        text.append("Contact: <sip:bob@").append(PEER).append(">\n\n");
        node.receive(text.toString(), PEER);
    }

    @Test
    void aCancelWaitsForTheFirstProvisionalResponse() {
        UacCall call = call();
        Request invite = node.lastRequest();
        call.hangup(new Header("Reason", "SIP;cause=200"));
        time.advance(Duration.ofMillis(100));
        assertThat(node.takeSent()).containsExactly("INVITE");

        answer(invite, 180, "b");
        assertThat(node.lastRequest().method().name()).isEqualTo("CANCEL");
        assertThat(node.lastRequest().header("Reason")).contains("SIP;cause=200");
        assertThat(node.lastRequest().via()).isEqualTo(invite.via());
        answer(node.lastRequest(), 200, "b");
        answer(invite, 487, "b");
        assertThat(node.takeSent()).containsExactly("CANCEL", "ACK");
        assertThat(ear.all()).containsExactly("ended Canceled[]");
    }

    @Test
    void whoIsSilentIsWaitedForUntilTimerBWhenThereIsNobodyElse() {
        call();
        time.advance(Duration.ofSeconds(31));
        assertThat(ear.all()).isEmpty();
        time.advance(Duration.ofSeconds(2));
        assertThat(ear.all()).containsExactly("ended TimedOut[]");
    }

    @Test
    void whoIsSilentIsGivenUpSoonWhenThereIsAnother() {
        node.call(request(Optional.empty(), true), ear);
        time.advance(Duration.ofMillis(3900));
        assertThat(node.takeSent()).containsExactly("INVITE", "INVITE", "INVITE", "INVITE");
        assertThat(ear.all()).isEmpty();
        time.advance(Duration.ofMillis(200));
        assertThat(ear.all()).containsExactly("ended TimedOut[]");
    }

    @Test
    void whoSaysTryingIsNotSilent() {
        node.call(request(Optional.empty(), true), ear);
        answer(node.lastRequest(), 100, "b");
        time.advance(Duration.ofSeconds(60));
        assertThat(ear.all()).isEmpty();
    }

    @Test
    void whoRingsAfterBeingGivenUpIsCanceled() {
        node.call(request(Optional.empty(), true), ear);
        Request invite = node.lastRequest();
        time.advance(Duration.ofSeconds(5));
        node.takeSent();
        answer(invite, 180, "b");
        answer(invite, 180, "b");
        assertThat(node.takeSent()).containsExactly("CANCEL");
        answer(invite, 487, "b");
        assertThat(node.takeSent()).containsExactly("ACK");
        assertThat(ear.all()).containsExactly("ended TimedOut[]");
        time.advance(Duration.ofSeconds(120));
        assertThat(node.shard.transactions().count()).isZero();
    }

    @Test
    void whoAnswersAfterBeingGivenUpIsThankedAndHungUpOn() {
        node.call(request(Optional.empty(), true), ear);
        Request invite = node.lastRequest();
        time.advance(Duration.ofSeconds(5));
        node.takeSent();
        answer(invite, 200, "b");
        answer(invite, 200, "b");
        assertThat(node.takeSent()).containsExactly("ACK", "BYE", "ACK");
        assertThat(ear.all()).containsExactly("ended TimedOut[]");
        time.advance(Duration.ofSeconds(120));
        assertThat(node.shard.dialogCount()).isZero();
    }

    @Test
    void anAnswerThatCrossesTheCancelIsAcknowledgedAndThenEnded() {
        UacCall call = call();
        Request invite = node.lastRequest();
        answer(invite, 180, "b");
        call.hangup();
        time.advance(Duration.ZERO);
        answer(invite, 200, "b");
        assertThat(node.takeSent()).containsExactly("INVITE", "CANCEL", "ACK", "BYE");
        assertThat(ear.all()).containsExactly("progress 180", "ended Canceled[]");
    }

    @Test
    void anAnswerBeforeAnyProvisionalMeetsAnEarlierHangup() {
        UacCall call = call();
        call.hangup();
        time.advance(Duration.ZERO);
        answer(node.lastRequest(), 200, "b");
        assertThat(node.takeSent()).containsExactly("INVITE", "ACK", "BYE");
        assertThat(ear.all()).containsExactly("ended Canceled[]");
    }

    @Test
    void aCancelThatIsNeverEchoedEndsTheCallAfter64T1() {
        UacCall call = call();
        answer(node.lastRequest(), 180, "b");
        call.hangup();
        time.advance(Duration.ofSeconds(31));
        assertThat(ear.all()).containsExactly("progress 180");
        time.advance(Duration.ofSeconds(2));
        assertThat(ear.all()).containsExactly("progress 180", "ended Canceled[]");
        time.advance(Duration.ofSeconds(40));
        assertThat(node.shard.transactions().count()).isZero();
    }

    @Test
    void aRepeatedAnswerIsAcknowledgedAgain() {
        call();
        Request invite = node.lastRequest();
        answer(invite, 200, "b");
        answer(invite, 200, "b");
        assertThat(node.takeSent()).containsExactly("INVITE", "ACK", "ACK");
        assertThat(ear.all()).containsExactly("answered ");
    }

    @Test
    void theSecondBranchOfAForkIsAcknowledgedAndEnded() {
        UacCall call = call();
        Request invite = node.lastRequest();
        answer(invite, 180, "b");
        answer(invite, 200, "b");
        answer(invite, 200, "c");
        assertThat(node.takeSent()).containsExactly("INVITE", "ACK", "ACK", "BYE");
        assertThat(node.shard.dialogCount()).isOne();
        call.hangup();
        time.advance(Duration.ZERO);
        assertThat(node.lastRequest().to().tag()).contains("b");
        assertThat(ear.all()).containsExactly("progress 180", "answered ", "ended HungUp[by=LOCAL]");
    }

    @Test
    void aLateAnswerAfterOurByeIsStillAcknowledged() {
        UacCall call = call();
        Request invite = node.lastRequest();
        answer(invite, 200, "b");
        call.hangup();
        time.advance(Duration.ZERO);
        node.takeSent();
        answer(invite, 200, "b");
        assertThat(node.takeSent()).containsExactly("ACK");
    }

    @Test
    void aChallengeIsAnsweredOnceWithTheStrongerAlgorithm() {
        call(Optional.of(new Credentials("alice", "secret")));
        Request first = node.lastRequest();
        String[] challenges = {
            "Proxy-Authenticate: Digest realm=\"r\", nonce=\"n\", algorithm=MD5, qop=\"auth\"",
            "Proxy-Authenticate: Digest realm=\"r\", nonce=\"n\", algorithm=SHA-256, qop=\"auth\""
        };
        answer(first, 407, "x", challenges);
        Request second = node.lastRequest();
        assertThat(second.cseq().number()).isEqualTo(2);
        assertThat(second.callId()).isEqualTo(first.callId());
        assertThat(second.from()).isEqualTo(first.from());
        assertThat(second.via().branch()).isNotEqualTo(first.via().branch());
        assertThat(second.header("Proxy-Authorization").orElseThrow()).contains("algorithm=SHA-256");
        answer(second, 407, "y", challenges);
        assertThat(node.takeSent()).containsExactly("INVITE", "ACK", "INVITE", "ACK");
        assertThat(ear.all()).containsExactly("ended Refused[status=407, phrase=Word]");
    }

    @Test
    void aTargetWithoutAnAddressOrATransportIsUnreachable() {
        NameAddress alice = NameAddress.of(SipUri.of("alice", "a"));
        node.call(CallRequest.of(SipUri.of("bob", "nowhere"), alice, Bench.OFFER), ear);
        node.call(CallRequest.of(SipUri.of("bob", PEER).withParameter("transport", "tcp"), alice, Bench.OFFER), ear);
        assertThat(ear.all())
                .containsExactly(
                        "ended Unreachable[why=unknown host nowhere]",
                        "ended Unreachable[why=no transport for sip:bob@192.0.2.2;transport=tcp]");
        assertThat(node.shard.callCount()).isZero();
    }

    @Test
    void theAckGoesTheWayOfTheRecordedRoutes() {
        call();
        answer(node.lastRequest(), 200, "b", "Record-Route: <sip:192.0.2.9;lr>", "Record-Route: <sip:192.0.2.8;lr>");
        assertThat(node.lastRequest().headers().values("Route"))
                .containsExactly("<sip:192.0.2.8;lr>", "<sip:192.0.2.9;lr>");
        assertThat(node.lastRequest().uri()).hasToString("sip:bob@192.0.2.2");
    }

    @Test
    void anOfferOfThePeerIsRefusedIfNobodyTakesIt() {
        call();
        Request invite = node.lastRequest();
        answer(invite, 200, "b");
        node.takeSent();
        node.receive(request(invite, "INVITE", 7), PEER);
        time.advance(Duration.ZERO);
        assertThat(node.takeSent()).containsExactly("100 INVITE", "488 INVITE");
        node.receive(request(invite, "OPTIONS", 8), PEER);
        node.receive(request(invite, "UPDATE", 9), PEER);
        node.receive(request(invite, "INFO", 10), PEER);
        node.receive(request(invite, "REFER", 11), PEER);
        node.receive(request(invite, "NEWFANGLED", 12), PEER);
        time.advance(Duration.ZERO);
        node.receive(request(invite, "INFO", 3), PEER);
        node.receive(request(invite, "BYE", 13), PEER);
        node.receive(request(invite, "BYE", 14), PEER);
        assertThat(node.takeSent())
                .containsExactly(
                        "200 OPTIONS",
                        "200 UPDATE",
                        "200 INFO",
                        "400 REFER",
                        "501 NEWFANGLED",
                        "500 INFO",
                        "200 BYE",
                        "481 BYE");
        assertThat(ear.all()).endsWith("ended HungUp[by=REMOTE]");
    }

    private String request(Request invite, String method, int cseq) {
        return method + " sip:alice@192.0.2.1 SIP/2.0\nVia: SIP/2.0/UDP " + PEER + ";branch=z9hG4bK" + method + cseq
                + "\nFrom: " + invite.to().withTag("b") + "\nTo: " + invite.from() + "\nCall-ID: " + invite.callId()
                + "\nCSeq: " + cseq + " " + method + "\n\n";
    }
}
