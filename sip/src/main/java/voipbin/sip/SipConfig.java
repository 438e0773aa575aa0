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
 * @param terms session timers, redirects
 * @param overload when new work is turned away
 * @param network further sockets, TLS, name servers
 * @param guard decides whose messages are read; without one everybody's are
 * @param privateHeaders neither come in nor go out
 */
public record SipConfig(
        InetSocketAddress listen,
        String userAgent,
        int threads,
        SipTiming timing,
        SipTrace trace,
        CallTerms terms,
        Overload overload,
        Network network,
        Optional<Guard> guard,
        PrivateHeaders privateHeaders) {

    /** One thread, the RFC's timers, {@code User-Agent: voipbin}, no trace, no guard. */
    public static SipConfig of(InetSocketAddress listen) {
        return new SipConfig(
                listen,
                "voipbin",
                1,
                SipTiming.STANDARD,
                SipTrace.NONE,
                CallTerms.STANDARD,
                Overload.STANDARD,
                Network.standard(),
                Optional.empty(),
                PrivateHeaders.NONE);
    }

    public SipConfig withUserAgent(String name) {
        return new SipConfig(listen, name, threads, timing, trace, terms, overload, network, guard, privateHeaders);
    }

    public SipConfig withThreads(int count) {
        return new SipConfig(listen, userAgent, count, timing, trace, terms, overload, network, guard, privateHeaders);
    }

    public SipConfig withTiming(SipTiming figures) {
        return new SipConfig(
                listen, userAgent, threads, figures, trace, terms, overload, network, guard, privateHeaders);
    }

    public SipConfig withTrace(SipTrace watcher) {
        return new SipConfig(
                listen, userAgent, threads, timing, watcher, terms, overload, network, guard, privateHeaders);
    }

    public SipConfig withTerms(CallTerms calls) {
        return new SipConfig(
                listen, userAgent, threads, timing, trace, calls, overload, network, guard, privateHeaders);
    }

    public SipConfig withOverload(Overload figures) {
        return new SipConfig(listen, userAgent, threads, timing, trace, terms, figures, network, guard, privateHeaders);
    }

    public SipConfig withNetwork(Network further) {
        return new SipConfig(
                listen, userAgent, threads, timing, trace, terms, overload, further, guard, privateHeaders);
    }

    public SipConfig withGuard(Guard keeper) {
        return new SipConfig(
                listen,
                userAgent,
                threads,
                timing,
                trace,
                terms,
                overload,
                network,
                Optional.of(keeper),
                privateHeaders);
    }

    public SipConfig withPrivateHeaders(PrivateHeaders own) {
        return new SipConfig(listen, userAgent, threads, timing, trace, terms, overload, network, guard, own);
    }
}
