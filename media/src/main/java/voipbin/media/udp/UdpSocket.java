package voipbin.media.udp;

import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * A bound UDP port of the system. Never connected: packets from strangers shall be counted, which the kernel would not
 * do. Confined to one thread once it is registered with a {@link Poller}; it sends nothing before.
 */
public interface UdpSocket extends PacketPort {

    /** Takes what arrives at a port. */
    @FunctionalInterface
    interface Receiver {

        /**
         * @param packet from 0 to its limit; valid during the call only
         * @param source the same object as long as it is the same address
         */
        void received(ByteBuffer packet, SocketAddress source);
    }

    /** Frees the port; a second call does nothing. */
    void close();
}
