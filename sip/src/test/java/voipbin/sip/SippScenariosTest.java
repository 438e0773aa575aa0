package voipbin.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import voipbin.base.Counters;
import voipbin.base.Reach;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;
import voipbin.sip.message.SipUri;

/** The stack against SIPp: what a foreign implementation sends and expects; mostly waiting, so several at a time. */
@Execution(ExecutionMode.CONCURRENT)
class SippScenariosTest {

    private static final byte[] SDP =
            "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\n"
                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final CallListener listener = new CallListener() {
        @Override
        public void onAnswered(Response ok) {
            heard.add("answered");
        }

        @Override
        public void onConfirmed(Request ack) {
            heard.add("confirmed");
        }

        @Override
        public void onInfo(Request info) {
            heard.add("info");
        }

        @Override
        public void onReoffer(Reoffer reoffer) {
            heard.add("reoffered");
            reoffer.answer(SDP);
        }

        @Override
        public void onEnded(CallOutcome outcome) {
            heard.add(outcome.toString());
        }
    };
    private Optional<SipStack> stack = Optional.empty();

    @AfterEach
    void close() {
        stack.ifPresent(SipStack::close);
    }

    private static SipStack start(SipApplication application) {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        SipConfig config = SipConfig.of(any)
                .withTerms(CallTerms.STANDARD.withSession(Duration.ofSeconds(1800), Duration.ofSeconds(1)));
        try {
            return SipStack.start(config, new Reach(any.getAddress(), Optional.empty()), new Counters(), application);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String next() throws InterruptedException {
        return String.valueOf(heard.poll(20, TimeUnit.SECONDS));
    }

    private void called(String scenario, SipApplication application) throws Exception {
        SipStack started = start(application);
        stack = Optional.of(started);
        try (Sipp sipp = Sipp.calls(started, scenario)) {
            sipp.awaitSuccess();
        }
    }

    private OutgoingCall call(Sipp sipp) {
        SipStack started = start(_ -> {});
        stack = Optional.of(started);
        CallRequest request = CallRequest.of(
                SipUri.of("bob", sipp.address()), NameAddress.of(SipUri.of("alice", started.address())), SDP);
        return started.call(request, listener);
    }

    @ParameterizedTest
    @ValueSource(strings = {"uac_lost_200", "uac_late_cancel", "uac_repeated"})
    void oneCallIsOneCallWhateverIsLostOrRepeated(String scenario) throws Exception {
        called(scenario, call -> {
            call.listener(listener);
            call.ring();
            call.answer(SDP);
        });
        assertThat(next()).isEqualTo("confirmed");
        assertThat(next()).isEqualTo("HungUp[by=REMOTE]");
        assertThat(heard).isEmpty();
    }

    @Test
    void aCallIsHeldResumedAndUpdated() throws Exception {
        called("uac_hold", call -> {
            call.listener(listener);
            call.answer(SDP);
        });
        for (String event : new String[] {"confirmed", "reoffered", "reoffered", "reoffered", "info"}) {
            assertThat(next()).isEqualTo(event);
        }
        assertThat(next()).isEqualTo("HungUp[by=REMOTE]");
    }

    @Test
    void theAnswerWaitsForThePrack() throws Exception {
        called("uac_prack", call -> {
            call.listener(listener);
            call.progress(183, Optional.of(SDP));
            call.answer(SDP);
        });
        assertThat(next()).isEqualTo("confirmed");
    }

    @Test
    void aSessionIsRefreshedWhenThatIsOurs() throws Exception {
        called("uac_refreshed", call -> {
            call.listener(listener);
            call.answer(SDP);
        });
        assertThat(next()).isEqualTo("confirmed");
        assertThat(next()).isEqualTo("HungUp[by=REMOTE]");
    }

    @Test
    void aSessionThatThePeerForgetsIsEnded() throws Exception {
        called("uac_expires", call -> {
            call.listener(listener);
            call.answer(SDP);
        });
        assertThat(next()).isEqualTo("confirmed");
        assertThat(next()).isEqualTo("Failed[why=the session was not refreshed]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"uas_glare", "uas_glare_of_both"})
    void anOfferThatMeetsAnotherIsMadeAgain(String scenario) throws Exception {
        try (Sipp sipp = Sipp.waits(scenario)) {
            OutgoingCall call = call(sipp);
            assertThat(next()).isEqualTo("answered");
            call.reoffer(SDP, outcome -> heard.add(outcome.getClass().getSimpleName()));
            assertThat(next()).isEqualTo("Answered");
            call.hangup();
            sipp.awaitSuccess();
        }
    }

    @Test
    void ofTwoPhonesThatAnswerOneIsKept() throws Exception {
        try (Sipp sipp = Sipp.waits("uas_forks")) {
            OutgoingCall call = call(sipp);
            assertThat(next()).isEqualTo("answered");
            call.hangup();
            sipp.awaitSuccess();
        }
    }

    @Test
    void aSessionIsRefreshedWhereTheCalledOneWantsUsTo() throws Exception {
        try (Sipp sipp = Sipp.waits("uas_refreshed")) {
            call(sipp);
            assertThat(next()).isEqualTo("answered");
            sipp.awaitSuccess();
            assertThat(next()).isEqualTo("HungUp[by=REMOTE]");
        }
    }

    @Test
    void callsOverABadLineAllComeToTheirEnd() throws Exception {
        SipStack started = start(call -> {
            call.listener(listener);
            call.ring();
            call.answer(SDP);
        });
        stack = Optional.of(started);
        try (Sipp sipp = Sipp.callsOverABadLine(started, "uac_bad_line", 40)) {
            sipp.awaitSuccess();
        }
        // where the ACK was lost the BYE ends what was never confirmed
        for (int ended = 0; ended < 40; ) {
            String event = next();
            assertThat(event).isIn("confirmed", "HungUp[by=REMOTE]");
            ended += event.startsWith("HungUp") ? 1 : 0;
        }
    }
}
