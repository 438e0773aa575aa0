package voipbin.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import voipbin.base.Counters;
import voipbin.base.Reach;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.Reason;
import voipbin.sip.message.Request;
import voipbin.sip.message.SipUri;

/** Transactions outlive calls by up to half a minute; a thousand calls a second would have them all in memory. */
class RetentionTest {

    private static final byte[] SDP = "v=0\r\n".getBytes(StandardCharsets.UTF_8);

    /** What hangs on a call: on its listener's side, all that its user has made of it. */
    private static final class User implements CallListener {

        private final CountDownLatch over;
        private final Runnable answered;

        User(CountDownLatch over, Runnable answered) {
            this.over = over;
            this.answered = answered;
        }

        @Override
        public void onConfirmed(Request ack) {
            answered.run();
        }

        @Override
        public void onEnded(CallOutcome outcome) {
            over.countDown();
        }

        @Override
        public void onEnded(CallOutcome outcome, List<Reason> reasons) {
            over.countDown();
        }
    }

    private static SipStack stack(SipApplication application) throws IOException {
        InetAddress host = InetAddress.getLoopbackAddress();
        return SipStack.start(
                SipConfig.of(new InetSocketAddress(host, 0)).withOverload(Overload.NEVER),
                new Reach(host, Optional.empty()),
                new Counters(),
                application);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nobodyHoldsTheUsersOfACallThatIsOver(boolean calledEnds) throws Exception {
        AtomicReference<WeakReference<CallListener>> called = new AtomicReference<>();
        CountDownLatch over = new CountDownLatch(2);
        try (SipStack server = stack(call -> called.set(take(call, over, calledEnds)));
                SipStack caller = stack(_ -> {})) {
            WeakReference<CallListener> calling = call(caller, server, over, calledEnds);
            assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
            assertForgotten(called.get());
            assertForgotten(calling);
        }
    }

    private static WeakReference<CallListener> take(IncomingCall call, CountDownLatch over, boolean ends) {
        User user = new User(over, ends ? () -> call.hangup() : () -> {});
        call.listener(user);
        call.answer(SDP);
        return new WeakReference<>(user);
    }

    private static WeakReference<CallListener> call(
            SipStack caller, SipStack server, CountDownLatch over, boolean calledEnds) throws InterruptedException {
        User user = new User(over, () -> {});
        SipUri target = SipUri.of("bob", server.address());
        OutgoingCall call = caller.call(CallRequest.of(target, NameAddress.of("", target), SDP), user);
        if (!calledEnds) {
            // hung up before or after the answer: both end it
            Thread.sleep(200);
            call.hangup();
        }
        return new WeakReference<>(user);
    }

    /** In less time than the transactions live. */
    private static void assertForgotten(WeakReference<CallListener> user) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(4);
        while (user.get() != null && System.nanoTime() < end) {
            System.gc();
            Thread.sleep(50);
        }
        assertThat(user.get()).isNull();
    }
}
