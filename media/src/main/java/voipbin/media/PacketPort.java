package voipbin.media;

import java.net.SocketAddress;
import java.nio.ByteBuffer;

/** One UDP port as the legs see it. Confined to the loop. */
interface PacketPort {

    /** Sends {@code packet[position..limit)}; false when the system refused it. */
    boolean send(ByteBuffer packet, SocketAddress target);

    void close();
}
