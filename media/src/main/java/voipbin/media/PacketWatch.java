package voipbin.media;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** Sees the packets of a session as they are without encryption; for looking for faults. */
@FunctionalInterface
public interface PacketWatch {

    /**
     * A packet came or is going out. Called on the media loop: must not block.
     *
     * @param sent whether it is ours
     * @param port ours that it came to or leaves
     * @param peer where it came from or goes to
     * @param packet RTP (RFC 3550 §5.1) or a compound of RTCP (§6.1) from its position to its limit, which must be left
     *     as they are; valid during the call only
     */
    void passed(boolean sent, int port, InetSocketAddress peer, ByteBuffer packet);
}
