package voipbin.sip.locate;

import java.net.InetSocketAddress;
import voipbin.sip.transport.Protocol;

/**
 * Where a request can be sent.
 *
 * @param address resolved; its host string is the name that a TLS certificate must bear
 */
public record Place(Protocol protocol, InetSocketAddress address) {}
