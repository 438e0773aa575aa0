package voipbin.media;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import voipbin.media.udp.PacketPort;

/** Where a leg's packets can be watched, before they are protected and after they are opened. Confined to the loop. */
final class PacketTap implements PacketPort {

    private final PacketPort port;
    private final int number;
    private @Nullable PacketWatch watch;

    /** @param number of the RTP port; that of RTCP is the next one */
    PacketTap(PacketPort port, int number) {
        this.port = port;
        this.number = number;
    }

    void watch(PacketWatch by) {
        watch = by;
    }

    /** Shows a packet that passes by another way than {@link #send}. */
    void show(boolean sent, boolean rtcpPort, ByteBuffer packet, SocketAddress peer) {
        PacketWatch by = watch;
        if (by != null && peer instanceof InetSocketAddress address) {
            by.passed(sent, rtcpPort ? number + 1 : number, address, packet);
        }
    }

    @Override
    public boolean send(ByteBuffer packet, SocketAddress target) {
        show(true, false, packet, target);
        return port.send(packet, target);
    }
}
