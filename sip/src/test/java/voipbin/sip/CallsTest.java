package voipbin.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import voipbin.sip.message.Header;

/** Calls between two real stacks on loopback. */
class CallsTest {

    private Bench bench;
    private final Ear ear = new Ear();

    @BeforeEach
    void start() throws IOException {
        bench = new Bench();
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private IncomingCall established(OutgoingCall[] mine) {
        mine[0] = bench.call(ear);
        IncomingCall theirs = bench.incoming();
        theirs.ring();
        assertThat(ear.next()).isEqualTo("progress 180");
        theirs.answer(Bench.ANSWER);
        assertThat(ear.next()).isEqualTo("answered v=0 answer");
        assertThat(bench.callee.next()).isEqualTo("confirmed");
        return theirs;
    }

    @Test
    void theCallerHangsUp() {
        OutgoingCall[] mine = new OutgoingCall[1];
        established(mine);
        mine[0].hangup();
        mine[0].hangup();
        assertThat(ear.next()).isEqualTo("ended HungUp[by=LOCAL]");
        assertThat(bench.callee.next()).isEqualTo("ended HungUp[by=REMOTE]");
    }

    @Test
    void theCalleeHangsUp() {
        established(new OutgoingCall[1]).hangup(new Header("Reason", "Q.850;cause=16"));
        assertThat(bench.callee.next()).isEqualTo("ended HungUp[by=LOCAL]");
        assertThat(ear.next()).isEqualTo("ended HungUp[by=REMOTE]");
        assertThat(ear.heardNothingElse()).isTrue();
    }

    @Test
    void theCalleeIsBusy() {
        bench.call(ear);
        bench.incoming().refuse(486, "Busy Here");
        assertThat(ear.next()).isEqualTo("ended Refused[status=486, phrase=Busy Here]");
        assertThat(bench.callee.next()).startsWith("ended Refused[status=486");
    }

    @Test
    void theCallerGivesUpWhileItRings() {
        OutgoingCall mine = bench.call(ear);
        IncomingCall theirs = bench.incoming();
        theirs.progress(183, Optional.of(Bench.ANSWER));
        assertThat(ear.next()).isEqualTo("progress 183");
        mine.hangup();
        assertThat(bench.callee.next()).isEqualTo("ended Canceled[]");
        assertThat(ear.next()).isEqualTo("ended Canceled[]");
        theirs.answer(Bench.ANSWER);
        assertThat(ear.heardNothingElse()).isTrue();
    }

    @Test
    void nobodyIsThere() throws IOException {
        SipStack gone = Bench.start(1, new voipbin.base.Counters(), _ -> {});
        gone.close();
        bench.caller.call(
                CallRequest.of(voipbin.sip.message.SipUri.of("x", gone.address()), bench.alice(), Bench.OFFER), ear);
        assertThat(ear.next()).isEqualTo("ended TimedOut[]");
    }
}
