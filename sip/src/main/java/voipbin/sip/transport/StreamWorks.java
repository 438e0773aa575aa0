package voipbin.sip.transport;

import io.netty.channel.EventLoopGroup;
import java.util.Optional;
import java.util.Set;
import voipbin.base.Counters;

/**
 * What the connections of a stack share.
 *
 * @param certificates without them there is no TLS
 * @param origins of web pages that may connect by WebSocket; none means all
 */
public record StreamWorks(
        EventLoopGroup loops,
        UdpTransport.Watch watch,
        StreamLimits limits,
        Optional<Certificates> certificates,
        Set<String> origins,
        Flows flows,
        Counters counters) {

    void count(String what) {
        counters.counter("sip.connections." + what).increment();
    }
}
