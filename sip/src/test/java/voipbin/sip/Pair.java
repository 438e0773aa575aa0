package voipbin.sip;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import voipbin.base.ManualTime;
import voipbin.sip.message.Header;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.Request;
import voipbin.sip.message.SipUri;

/** Two nodes on one wire, in manual time, and what each side hears; who is offered a session keeps the offer. */
final class Pair {

    /** What one side hears. */
    static final class Side extends Ear {

        final List<String> words = new ArrayList<>();
        final List<Reoffer> offers = new ArrayList<>();
        final List<ReferRequest> refers = new ArrayList<>();
        final List<ReferProgress> progress = new ArrayList<>();

        @Override
        public void onOffered(Reoffer offer) {
            words.add("offered " + text(offer.offer().orElseThrow()));
            offers.add(offer);
        }

        @Override
        public void onReoffer(Reoffer reoffer) {
            words.add("reoffered " + reoffer.offer().map(Pair::text).orElse("nothing"));
            offers.add(reoffer);
        }

        @Override
        public void onPrack(Request prack) {
            words.add("prack " + text(prack.body()));
        }

        @Override
        public void onReofferConfirmed(Request ack) {
            words.add("ack " + text(ack.body()));
        }

        @Override
        public void onRefer(ReferRequest refer) {
            refers.add(refer);
        }

        void onOutcome(ReofferOutcome outcome) {
            words.add(
                    switch (outcome) {
                        case ReofferOutcome.Answered(byte[] sdp) -> "taken " + text(sdp);
                        case ReofferOutcome.Refused(int status, String _) -> "refused " + status;
                        case ReofferOutcome.Impossible(String why) -> "impossible: " + why;
                    });
        }
    }

    final ManualTime time = new ManualTime();
    final Side caller = new Side();
    final Side callee = new Side();
    final List<IncomingCall> incoming = new ArrayList<>();
    final Node left;
    final Node right;
    final UacCall mine;

    Pair() {
        this(CallTerms.STANDARD, CallTerms.STANDARD, Bench.OFFER);
    }

    Pair(CallTerms ours, CallTerms theirs, byte[] offer, Header... headers) {
        left = new Node(time, "192.0.2.1", _ -> {}, ours);
        right = new Node(
                time,
                "192.0.2.2",
                call -> {
                    call.listener(callee);
                    incoming.add(call);
                },
                theirs);
        left.connect(right, _ -> false);
        mine = left.call(
                new CallRequest(
                        SipUri.of("bob", "192.0.2.2"),
                        Optional.empty(),
                        NameAddress.of(SipUri.of("alice", "192.0.2.1")),
                        NameAddress.of(SipUri.of("bob", "192.0.2.2")),
                        List.of(headers),
                        offer,
                        Optional.empty()),
                caller);
        pass(20);
    }

    /** A pair whose call is answered and confirmed. */
    static Pair talking() {
        Pair pair = new Pair();
        pair.answer();
        return pair;
    }

    Pair answer() {
        theirs().answer(Bench.ANSWER);
        pass(50);
        return this;
    }

    IncomingCall theirs() {
        return incoming.getLast();
    }

    void pass(long millis) {
        time.advance(Duration.ofMillis(millis));
    }

    void seconds(long seconds) {
        time.advance(Duration.ofSeconds(seconds));
    }

    static byte[] sdp(String words) {
        return ("v=0 " + words).getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] sdp) {
        String text = new String(sdp, StandardCharsets.UTF_8);
        return text.startsWith("v=0 ") ? text.substring(4) : text;
    }
}
