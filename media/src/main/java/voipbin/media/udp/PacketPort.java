package voipbin.media.udp;

import java.net.SocketAddress;
import java.nio.ByteBuffer;

/** Sends packets: a socket, or what stands before it. Confined to one thread. */
@FunctionalInterface
public interface PacketPort {

    /** Sends {@code packet[position..limit)}, at once or not at all; false when the system refused it. */
    boolean send(ByteBuffer packet, SocketAddress target);
}
