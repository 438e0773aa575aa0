package voipbin.sip.trace;

import java.net.InetSocketAddress;
import java.time.Instant;

/**
 * A message as it passed the wire.
 *
 * @param transport as in Via: UDP, TCP, TLS, WS or WSS
 * @param octets the message; whoever holds it must not change them
 */
public record TracedMessage(
        Instant at, String transport, InetSocketAddress from, InetSocketAddress to, byte[] octets) {}
