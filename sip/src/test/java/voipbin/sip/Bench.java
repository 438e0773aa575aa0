package voipbin.sip;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import voipbin.base.Counters;
import voipbin.base.Reach;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.SipUri;
import voipbin.sip.transaction.SipTiming;

/** Two real stacks on loopback, with short timers; the callee's calls come out of a queue. */
final class Bench implements AutoCloseable {

    static final byte[] OFFER = "v=0 offer".getBytes(StandardCharsets.UTF_8);
    static final byte[] ANSWER = "v=0 answer".getBytes(StandardCharsets.UTF_8);

    /** T1 of 20 ms: 64 T1 is 1.3 s. */
    static final SipTiming BRISK = new SipTiming(Duration.ofMillis(20), Duration.ofMillis(80), Duration.ofMillis(100));

    final Counters counters = new Counters();
    final BlockingQueue<IncomingCall> calls = new LinkedBlockingQueue<>();
    final Ear callee = new Ear();
    final SipStack caller;
    final SipStack server;

    Bench() throws IOException {
        this(1);
    }

    Bench(int threads) throws IOException {
        caller = start(threads, new Counters(), _ -> {});
        server = start(threads, counters, call -> {
            call.listener(callee);
            calls.add(call);
        });
    }

    static SipStack start(int threads, Counters counters, SipApplication application) throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        SipConfig config =
                SipConfig.of(any).withThreads(threads).withTiming(BRISK).withOverload(Overload.NEVER);
        return SipStack.start(config, new Reach(any.getAddress(), Optional.empty()), counters, application);
    }

    SipUri target() {
        return SipUri.of("bob", server.address());
    }

    NameAddress alice() {
        return NameAddress.of("Alice", SipUri.of("alice", "example.com"));
    }

    OutgoingCall call(CallListener listener) {
        return caller.call(CallRequest.of(target(), alice(), OFFER), listener);
    }

    IncomingCall incoming() {
        try {
            IncomingCall call = calls.poll(5, TimeUnit.SECONDS);
            if (call == null) {
                throw new AssertionError("no call came in");
            }
            return call;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        caller.close();
        server.close();
    }
}
