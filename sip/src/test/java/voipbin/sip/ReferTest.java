package voipbin.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import voipbin.sip.message.DialogReference;
import voipbin.sip.message.Header;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.SipUri;

/** Transfers (RFC 3515, 3891, 4488), in manual time. */
class ReferTest {

    private static final NameAddress CAROL = NameAddress.of(SipUri.of("carol", "192.0.2.3"));

    private static Pair asked(Header... headers) {
        Pair pair = Pair.talking();
        pair.mine.refer(CAROL, List.of(headers), pair.caller.progress::add);
        pair.pass(20);
        return pair;
    }

    @Test
    void theOtherSideReportsHowItsCallGoes() {
        Pair pair = asked();
        ReferRequest refer = pair.callee.refers.getFirst();
        assertThat(refer.referTo().uri()).hasToString("sip:carol@192.0.2.3");
        refer.accept();
        pair.pass(20);
        refer.progress(180, "Ringing");
        pair.pass(20);
        refer.finish(200, "OK");
        pair.pass(20);
        assertThat(pair.caller.progress)
                .containsExactlyInAnyOrder(
                        new ReferProgress.Accepted(true),
                        new ReferProgress.Notified(100, "Trying", false),
                        new ReferProgress.Notified(180, "Ringing", false),
                        new ReferProgress.Notified(200, "OK", true));
        refer.progress(183, "Late");
        pair.mine.hangup();
        pair.seconds(70);
        assertThat(pair.caller.progress).hasSize(4);
        assertThat(pair.time.pending()).isZero();
    }

    /** RFC 4538: who can name the dialog's tags may ask as if within it. */
    @Test
    void aReferOutsideTheDialogIsTakenWhenItNamesIt() {
        Pair pair = Pair.talking();
        DialogReference seen = pair.mine.reference().orElseThrow();
        outside(pair, seen.callId() + ";local-tag=" + seen.localTag() + ";remote-tag=" + seen.remoteTag());
        assertThat(pair.callee.refers).hasSize(1);

        ReferRequest refer = pair.callee.refers.getFirst();
        refer.accept();
        refer.finish(200, "OK");
        pair.pass(20);
        assertThat(pair.right.takeSent()).contains("202 REFER", "NOTIFY");
        assertThat(pair.right.shard.dialogCount()).isEqualTo(1);
        pair.mine.hangup();
        pair.seconds(300);
        assertThat(pair.callee.all()).containsExactly("confirmed", "ended HungUp[by=REMOTE]");
        assertThat(pair.time.pending()).isZero();
    }

    @Test
    void aReferThatNamesNoDialogOfOursIsNotAllowed() {
        Pair pair = Pair.talking();
        DialogReference seen = pair.mine.reference().orElseThrow();
        outside(pair, seen.callId() + ";local-tag=" + seen.localTag() + ";remote-tag=guessed");
        assertThat(pair.callee.refers).isEmpty();
        assertThat(pair.right.lastResponse().status()).isEqualTo(405);
    }

    private static void outside(Pair pair, String target) {
        pair.right.receive(
                "REFER sip:bob@192.0.2.2 SIP/2.0\nVia: SIP/2.0/UDP 192.0.2.1:5060;rport;branch=z9hG4bKout\n"
                        + "Max-Forwards: 70\nFrom: <sip:alice@192.0.2.1>;tag=out\nTo: <sip:bob@192.0.2.2>\n"
                        + "Call-ID: outside\nCSeq: 1 REFER\nContact: <sip:alice@192.0.2.1>\nRequire: tdialog\n"
                        + "Refer-To: <sip:carol@192.0.2.3>\nTarget-Dialog: " + target + "\n\n",
                "192.0.2.1");
        pair.pass(20);
    }

    @Test
    void aRefusedTransferChangesNothing() {
        Pair pair = asked();
        pair.callee.refers.getFirst().refuse(603, "Decline");
        pair.pass(20);
        assertThat(pair.caller.progress).containsExactly(new ReferProgress.Refused(603, "Decline"));
        assertThat(pair.caller.all()).containsExactly("answered v=0 answer");
    }

    @Test
    void whoWantsNoReportsGetsNone() {
        Pair pair = asked(new Header("Refer-Sub", "false"));
        pair.callee.refers.getFirst().accept();
        pair.callee.refers.getFirst().finish(200, "OK");
        pair.pass(20);
        assertThat(pair.caller.progress).containsExactly(new ReferProgress.Accepted(false));
        assertThat(pair.right.takeSent()).doesNotContain("NOTIFY");
    }

    @Test
    void theSecondTransferOfACallIsToldApart() {
        Pair pair = asked();
        pair.mine.refer(CAROL, List.of(), pair.callee.progress::add);
        pair.pass(20);
        pair.callee.refers.forEach(ReferRequest::accept);
        pair.pass(20);
        pair.callee.refers.getLast().finish(486, "Busy Here");
        pair.pass(20);
        assertThat(pair.callee.progress).contains(new ReferProgress.Notified(486, "Busy Here", true));
        assertThat(pair.caller.progress).noneMatch(ReferProgress::last);
        pair.mine.hangup();
        pair.pass(20);
        assertThat(pair.caller.progress).contains(new ReferProgress.Lost("the call has ended"));
    }

    @Test
    void anAttendedTransferNamesTheCallToReplace() {
        Pair pair = Pair.talking();
        DialogReference other = new DialogReference("x@y", "to", "from", false);
        SipUri target = SipUri.parse("sip:carol@192.0.2.3?" + other.escaped()).orElseThrow();
        pair.mine.refer(NameAddress.of(target), List.of(), _ -> {});
        pair.pass(20);
        assertThat(pair.callee.refers.getFirst().replaces()).contains(other);
    }

    private static IncomingCall replacing(Pair pair, DialogReference reference, Ear ear) {
        pair.left.call(
                new CallRequest(
                        SipUri.of("bob", "192.0.2.2"),
                        Optional.empty(),
                        NameAddress.of(SipUri.of("dave", "192.0.2.1")),
                        NameAddress.of(SipUri.of("bob", "192.0.2.2")),
                        List.of(new Header("Replaces", reference.replaces()), new Header("Require", "replaces")),
                        Bench.OFFER,
                        Optional.empty()),
                ear);
        pair.pass(20);
        return pair.theirs();
    }

    @Test
    void aNewCallFindsTheOneThatItReplaces() {
        Pair pair = Pair.talking();
        IncomingCall first = pair.theirs();
        DialogReference reference = pair.mine.reference().orElseThrow();
        Ear ear = new Ear();
        IncomingCall second = replacing(pair, reference, ear);
        Replaced replaced = second.replaces().orElseThrow();
        assertThat(replaced.call()).isSameAs(first);
        assertThat(replaced.listener()).isSameAs(pair.callee);
        second.answer(Bench.ANSWER);
        replaced.call().hangup();
        pair.pass(50);
        assertThat(ear.all()).containsExactly("answered v=0 answer");
        assertThat(pair.caller.all()).endsWith("ended HungUp[by=REMOTE]");
    }

    @Test
    void whatCannotBeReplacedIsRefused() {
        Pair pair = Pair.talking();
        DialogReference good = pair.mine.reference().orElseThrow();
        DialogReference early = new DialogReference(good.callId(), good.localTag(), good.remoteTag(), true);
        DialogReference unknown = new DialogReference(good.callId(), "no", good.remoteTag(), false);
        Ear ear = new Ear();
        replacing(pair, early, ear);
        replacing(pair, unknown, ear);
        Pair ringing = new Pair();
        ringing.theirs().ring();
        ringing.pass(20);
        replacing(ringing, ringing.mine.reference().orElseThrow(), ear);
        assertThat(ear.all())
                .containsExactly(
                        "ended Refused[status=486, phrase=Busy Here]",
                        "ended Refused[status=481, phrase=Call/Transaction Does Not Exist]",
                        "ended Refused[status=481, phrase=Call/Transaction Does Not Exist]");
        assertThat(pair.incoming).hasSize(1);
    }
}
