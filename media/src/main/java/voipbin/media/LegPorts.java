package voipbin.media;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.media.udp.UdpSocket;

/**
 * A leg's pair of ports. The odd one is reserved from the beginning and opened only when the peer does not multiplex,
 * since descriptors are few. Confined to the loop once the leg runs.
 */
final class LegPorts {

    private static final Logger LOG = LoggerFactory.getLogger(LegPorts.class);

    private final Sockets sockets;
    private final int number;
    private final UdpSocket rtp;
    private @Nullable UdpSocket rtcp;

    private LegPorts(Sockets sockets, int number, UdpSocket rtp) {
        this.sockets = sockets;
        this.number = number;
        this.rtp = rtp;
    }

    /**
     * Opens the RTP port of the pair that {@code number} begins.
     *
     * @throws IOException as {@link Sockets#open}
     */
    static LegPorts open(Sockets sockets, int number) throws IOException {
        return new LegPorts(sockets, number, sockets.open(number));
    }

    int number() {
        return number;
    }

    UdpSocket rtp() {
        return rtp;
    }

    /** Opens the RTCP port, if it is not; without it the call goes on and only the reports are missing. */
    void openRtcp(MediaLoop loop, UdpSocket.Receiver receiver) {
        if (rtcp != null) {
            return;
        }
        try {
            UdpSocket port = sockets.open(number + 1);
            rtcp = port;
            loop.register(port, receiver);
        } catch (IOException taken) {
            loop.parts().counters().portsTaken.increment();
            LOG.debug("no RTCP on port {}", number + 1, taken);
        }
    }

    /** Sends through the RTCP port; false when it is not open. */
    boolean sendRtcp(ByteBuffer compound, SocketAddress target) {
        UdpSocket port = rtcp;
        return port != null && port.send(compound, target);
    }

    void close() {
        sockets.close(rtp);
        if (rtcp != null) {
            sockets.close(rtcp);
        }
    }
}
