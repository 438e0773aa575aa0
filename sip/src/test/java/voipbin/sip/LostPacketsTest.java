package voipbin.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import voipbin.base.ManualTime;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.SipUri;

/** Calls between two stacks whose wire loses datagrams, in manual time. */
class LostPacketsTest {

    private final ManualTime time = new ManualTime();
    private final List<IncomingCall> incoming = new ArrayList<>();
    private final Ear ear = new Ear();
    private final Ear callee = new Ear();
    private final Node left = new Node(time, "192.0.2.1", _ -> {});
    private final Node right = new Node(time, "192.0.2.2", call -> {
        call.listener(callee);
        incoming.add(call);
        call.ring();
        call.answer(Bench.ANSWER);
    });

    private UacCall call() {
        return left.call(
                CallRequest.of(
                        SipUri.of("bob", "192.0.2.2"), NameAddress.of(SipUri.of("alice", "192.0.2.1")), Bench.OFFER),
                ear);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void eachSingleLossIsMadeGood(int lost) {
        left.connect(right, number -> number == lost);
        UacCall mine = call();
        time.advance(Duration.ofSeconds(10));
        mine.hangup();
        time.advance(Duration.ofSeconds(40));

        assertThat(ear.all()).contains("answered v=0 answer").endsWith("ended HungUp[by=LOCAL]");
        assertThat(callee.all()).containsExactly("confirmed", "ended HungUp[by=REMOTE]");
        assertThat(incoming).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void callsSurviveWhenAQuarterIsLost(long seed) {
        Random dice = new Random(seed);
        left.connect(right, _ -> dice.nextInt(4) == 0);
        UacCall mine = call();
        time.advance(Duration.ofSeconds(20));
        mine.hangup();
        time.advance(Duration.ofSeconds(70));

        assertThat(ear.all()).contains("answered v=0 answer").endsWith("ended HungUp[by=LOCAL]");
        assertThat(callee.all()).containsExactly("confirmed", "ended HungUp[by=REMOTE]");
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void earlyMediaAndHoldSurviveWhenOneInTwentyIsLost(long seed) {
        Random dice = new Random(seed);
        Pair pair = new Pair();
        pair.left.connect(pair.right, _ -> dice.nextInt(20) == 0);
        pair.theirs().progress(183, java.util.Optional.of(Bench.ANSWER));
        pair.theirs().answer(Bench.ANSWER);
        pair.seconds(20);
        pair.mine.reoffer(Pair.sdp("hold"), pair.caller::onOutcome);
        pair.seconds(10);
        pair.callee.offers.getLast().answer(Pair.sdp("held"));
        pair.seconds(20);
        pair.mine.hangup();
        pair.seconds(140);

        assertThat(pair.caller.words).containsExactly("taken held");
        assertThat(pair.caller.all()).containsExactly("progress 183", "answered ", "ended HungUp[by=LOCAL]");
        assertThat(pair.callee.all()).containsExactly("confirmed", "ended HungUp[by=REMOTE]");
        assertThat(pair.time.pending()).isZero();
    }

    @Test
    void aDeadWireEndsTheCallByTimeout() {
        left.connect(right, _ -> true);
        call();
        time.advance(Duration.ofMillis(31_999));
        assertThat(ear.all()).isEmpty();
        time.advance(Duration.ofMillis(2));
        assertThat(ear.all()).containsExactly("ended TimedOut[]");
        assertThat(left.takeSent())
                .as("at 0, 0.5, 1.5, 3.5, 7.5, 15.5 and 31.5 s")
                .hasSize(7);
        assertNothingIsLeft();
    }

    @Test
    void anAnswerThatNobodyAcknowledgesEndsWithABye() {
        right.connect(left, _ -> false);
        call();
        time.advance(Duration.ofMillis(6));
        // from now on nothing reaches the callee
        left.connect(right, _ -> true);
        time.advance(Duration.ofSeconds(80));
        assertThat(callee.all()).containsExactly("ended Failed[why=the ACK never came]");
        assertThat(right.takeSent()).contains("BYE");
        assertThat(right.shard.dialogCount()).isZero();
    }

    private void assertNothingIsLeft() {
        time.advance(Duration.ofSeconds(70));
        for (Node node : List.of(left, right)) {
            assertThat(node.shard.transactions().count()).isZero();
            assertThat(node.shard.dialogCount()).isZero();
            assertThat(node.shard.callCount()).isZero();
        }
        assertThat(time.pending()).isZero();
    }
}
