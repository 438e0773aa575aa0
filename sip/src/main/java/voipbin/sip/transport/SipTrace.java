package voipbin.sip.transport;

import java.net.InetSocketAddress;
import java.time.Instant;

/**
 * Sees every message as it passes the wire, for ladders and captures. Called on the stack's threads: must not block,
 * must not change the octets.
 */
public interface SipTrace {

    /** Nobody watches. */
    SipTrace NONE = new SipTrace() {
        @Override
        public void received(byte[] message, InetSocketAddress from, InetSocketAddress to, Instant at) {}

        @Override
        public void sent(byte[] message, InetSocketAddress from, InetSocketAddress to, Instant at) {}
    };

    void received(byte[] message, InetSocketAddress from, InetSocketAddress to, Instant at);

    void sent(byte[] message, InetSocketAddress from, InetSocketAddress to, Instant at);
}
