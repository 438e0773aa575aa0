package voipbin.sip.trace;

import java.net.InetSocketAddress;
import java.time.Instant;

/**
 * A message as it passed the wire.
 *
 * @param transport as in Via: UDP, TCP, TLS, WS or WSS; RTP or RTCP for what is no SIP
 * @param octets the message, or its beginning; whoever holds it must not change them
 * @param length of the whole
 */
public record TracedMessage(
        Instant at, String transport, InetSocketAddress from, InetSocketAddress to, byte[] octets, int length) {

    /** A whole message. */
    public TracedMessage(Instant at, String transport, InetSocketAddress from, InetSocketAddress to, byte[] octets) {
        this(at, transport, from, to, octets, octets.length);
    }

    /** Whether it is the sound of a call and not what is said about it. */
    public boolean isMedia() {
        return transport.equals("RTP") || transport.equals("RTCP");
    }
}
