package voipbin.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import voipbin.sip.auth.Credentials;
import voipbin.sip.auth.DigestServer;
import voipbin.sip.auth.Role;
import voipbin.sip.auth.Verdict;
import voipbin.sip.message.Header;
import voipbin.sip.message.SipUri;

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

    @Test
    void aCallerProvesWhoItIs() throws IOException {
        DigestServer digest = DigestServer.of(java.time.InstantSource.system());
        Ear gate = new Ear();
        SipStack guarded = Bench.start(1, new voipbin.base.Counters(), call -> {
            call.listener(gate);
            Verdict verdict = digest.check(call.invite(), "trunk", Role.PROXY, user -> Optional.of("secret"));
            switch (verdict) {
                case Verdict.Accepted _ -> call.answer(Bench.ANSWER);
                case Verdict.Challenge(var headers) ->
                    call.refuse(Role.PROXY.status(), Role.PROXY.phrase(), headers.toArray(Header[]::new));
                case Verdict.Refused _ -> call.refuse(403, "Forbidden");
            }
        });
        try (guarded) {
            for (String password : new String[] {"secret", "wrong"}) {
                bench.caller.call(
                        new CallRequest(
                                SipUri.of("bob", guarded.address()),
                                Optional.empty(),
                                bench.alice(),
                                bench.alice(),
                                List.of(new Header("X-Note", "hi")),
                                Bench.OFFER,
                                Optional.of(new Credentials("alice", password))),
                        ear);
                assertThat(ear.next())
                        .isEqualTo(
                                password.equals("secret")
                                        ? "answered v=0 answer"
                                        : "ended Refused[status=403, phrase=Forbidden]");
            }
        }
    }
}
