package voipbin.sip.transport;

import java.net.InetSocketAddress;

/**
 * Where a stack listens.
 *
 * @param address port 0 takes a free one
 */
public record Listener(Protocol protocol, InetSocketAddress address) {}
