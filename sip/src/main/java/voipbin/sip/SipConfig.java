package voipbin.sip;

import java.net.InetSocketAddress;
import java.util.Optional;
import voipbin.sip.guard.Guard;
import voipbin.sip.transaction.SipTiming;
import voipbin.sip.transport.SipTrace;

/**
 * How a stack runs.
 *
 * @param listen where UDP is bound; port 0 takes a free one
 * @param userAgent the value of User-Agent and Server
 * @param threads event loops; all messages of one Call-ID are handled on the same one
 * @param timing T1, T2, T4
 * @param trace sees each message on the wire, but for those that the guard drops
 * @param network further sockets, TLS, name servers
 * @param guard decides whose messages are read; without one everybody's are
 */
public record SipConfig(InetSocketAddress listen, String userAgent, int threads, SipTiming timing, SipTrace trace, Network network, Optional<Guard> guard) {

    /** One thread, the RFC's timers, {@code User-Agent: voipbin}, no trace. */
    public static SipConfig of(InetSocketAddress listen) {
        return new SipConfig(listen, "voipbin", 1, SipTiming.STANDARD, SipTrace.NONE, Network.standard(), Optional.empty());
    }

    public SipConfig withUserAgent(String name) {
        return new SipConfig(listen, name, threads, timing, trace, network, guard);
    }

    public SipConfig withThreads(int count) {
        return new SipConfig(listen, userAgent, count, timing, trace, network, guard);
    }

    public SipConfig withTiming(SipTiming figures) {
        return new SipConfig(listen, userAgent, threads, figures, trace, network, guard);
    }

    public SipConfig withTrace(SipTrace watcher) {
        return new SipConfig(listen, userAgent, threads, timing, watcher, network, guard);
    }

    public SipConfig withNetwork(Network further) {
        return new SipConfig(listen, userAgent, threads, timing, trace, further, guard);
    }

    public SipConfig withGuard(Guard keeper) {
        return new SipConfig(listen, userAgent, threads, timing, trace, network, Optional.of(keeper));
    }
}
