package voipbin.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A leg's pair of ports. The odd one is reserved from the beginning and opened only when the peer does not multiplex,
 * since descriptors are few. Confined to the loop once the leg runs.
 */
final class LegPorts {

    private static final Logger LOG = LoggerFactory.getLogger(LegPorts.class);

    private final InetAddress bind;
    private final int number;
    private final UdpPort rtp;
    private @Nullable UdpPort rtcp;

    private LegPorts(InetAddress bind, int number, UdpPort rtp) {
        this.bind = bind;
        this.number = number;
        this.rtp = rtp;
    }

    /** Opens the RTP port of the pair that {@code number} begins. */
    static LegPorts open(InetAddress bind, int number) throws IOException {
        return new LegPorts(bind, number, UdpPort.open(bind, number));
    }

    int number() {
        return number;
    }

    UdpPort rtp() {
        return rtp;
    }

    /** Opens the RTCP port, if it is not; without it the call goes on and only the reports are missing. */
    void openRtcp(MediaLoop loop, PacketPort.Receiver receiver) {
        if (rtcp != null) {
            return;
        }
        try {
            UdpPort port = UdpPort.open(bind, number + 1);
            rtcp = port;
            loop.register(port, receiver);
        } catch (IOException taken) {
            loop.parts().counters().portsTaken.increment();
            LOG.debug("no RTCP on port {}", number + 1, taken);
        }
    }

    /** Sends through the RTCP port; false when it is not open. */
    boolean sendRtcp(ByteBuffer compound, SocketAddress target) {
        UdpPort port = rtcp;
        return port != null && port.send(compound, target);
    }

    void close() {
        rtp.close();
        if (rtcp != null) {
            rtcp.close();
        }
    }
}
