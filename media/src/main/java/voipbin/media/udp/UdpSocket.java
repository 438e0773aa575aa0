package voipbin.media.udp;

import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * A bound UDP port of the system. Never connected: packets from strangers shall be counted, which the kernel would not
 * do. Confined to one thread once it is registered.
 */
public interface UdpSocket {

    /** Takes what arrives at a port. */
    @FunctionalInterface
    interface Receiver {

        /**
         * @param packet from 0 to its limit; valid during the call only
         * @param source the same object as long as it is the same address
         */
        void received(ByteBuffer packet, SocketAddress source);
    }

    /**
     * Sends {@code packet[position..limit)}, at once or not at all; on the thread that polls.
     *
     * @return false when the system refused it
     */
    boolean send(ByteBuffer packet, SocketAddress target);

    /** Frees the port; a second call does nothing. */
    void close();
}
