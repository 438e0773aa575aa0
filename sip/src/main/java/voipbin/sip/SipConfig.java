package voipbin.sip;

import java.net.InetSocketAddress;
import voipbin.sip.transaction.SipTiming;
import voipbin.sip.transport.SipTrace;

/**
 * How a stack runs.
 *
 * @param listen where UDP is bound; port 0 takes a free one
 * @param userAgent the value of User-Agent and Server
 * @param threads event loops; all messages of one Call-ID are handled on the same one
 * @param timing T1, T2, T4
 * @param terms session timers, redirects
 * @param overload when new work is turned away
 * @param trace sees each message on the wire
 * @param network further sockets, TLS, name servers
 */
public record SipConfig(
        InetSocketAddress listen,
        String userAgent,
        int threads,
        SipTiming timing,
        SipTrace trace,
        CallTerms terms,
        Overload overload,
        Network network) {

    /** One thread, the RFC's timers, {@code User-Agent: voipbin}, no trace. */
    public static SipConfig of(InetSocketAddress listen) {
        return new SipConfig(
                listen,
                "voipbin",
                1,
                SipTiming.STANDARD,
                SipTrace.NONE,
                CallTerms.STANDARD,
                Overload.STANDARD,
                Network.standard());
    }

    public SipConfig withUserAgent(String name) {
        return new SipConfig(listen, name, threads, timing, trace, terms, overload, network);
    }

    public SipConfig withThreads(int count) {
        return new SipConfig(listen, userAgent, count, timing, trace, terms, overload, network);
    }

    public SipConfig withTiming(SipTiming figures) {
        return new SipConfig(listen, userAgent, threads, figures, trace, terms, overload, network);
    }

    public SipConfig withTrace(SipTrace watcher) {
        return new SipConfig(listen, userAgent, threads, timing, watcher, terms, overload, network);
    }

    public SipConfig withTerms(CallTerms calls) {
        return new SipConfig(listen, userAgent, threads, timing, trace, calls, overload, network);
    }

    public SipConfig withOverload(Overload figures) {
        return new SipConfig(listen, userAgent, threads, timing, trace, terms, figures, network);
    }

    public SipConfig withNetwork(Network further) {
        return new SipConfig(listen, userAgent, threads, timing, trace, terms, overload, further);
    }
}
