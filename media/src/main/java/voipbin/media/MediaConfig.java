package voipbin.media;

import java.net.InetAddress;

/**
 * What an engine needs to know to start.
 *
 * @param bind the address that RTP and RTCP sockets are bound to; the wildcard address to listen everywhere
 * @param firstPort the lowest UDP port that may be used; RTP takes even ports, RTCP the odd one above (RFC 3550 §11)
 * @param lastPort the highest UDP port that may be used, inclusive
 * @param threads how many media loops share the sessions, at least 1
 * @param realTime whether the loops run before all else that the machine does, if they may; otherwise they ask for
 *     short slices of the processor
 */
public record MediaConfig(InetAddress bind, int firstPort, int lastPort, int threads, boolean realTime) {

    public MediaConfig {
        if (firstPort < 1 || lastPort > 65535 || firstPort > lastPort) {
            throw new IllegalArgumentException("not a range of ports: " + firstPort + "-" + lastPort);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads);
        }
    }

    /** With short slices. */
    public MediaConfig(InetAddress bind, int firstPort, int lastPort, int threads) {
        this(bind, firstPort, lastPort, threads, false);
    }
}
