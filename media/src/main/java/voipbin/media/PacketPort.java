package voipbin.media;

import java.net.SocketAddress;
import java.nio.ByteBuffer;

/** One UDP port as the legs see it. Confined to the loop. */
interface PacketPort {

    /** Takes what arrives at a port. */
    @FunctionalInterface
    interface Receiver {

        /** @param packet from 0 to its limit; valid during the call only */
        void received(ByteBuffer packet, SocketAddress source);
    }

    /** Sends {@code packet[position..limit)}; false when the system refused it. */
    boolean send(ByteBuffer packet, SocketAddress target);

    void close();
}
