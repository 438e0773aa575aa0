package voipbin.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.media.udp.UdpNetwork;
import voipbin.media.udp.UdpSocket;

/**
 * A leg's pair of ports. The odd one is reserved from the beginning and opened only when the peer does not multiplex,
 * since descriptors are few. Confined to the loop once the leg runs.
 */
final class LegPorts {

    private static final Logger LOG = LoggerFactory.getLogger(LegPorts.class);

    private final UdpNetwork network;
    private final InetAddress bind;
    private final int number;
    private final UdpSocket rtp;
    private final Descriptors descriptors;
    private @Nullable UdpSocket rtcp;

    private LegPorts(UdpNetwork network, InetAddress bind, int number, UdpSocket rtp, Descriptors descriptors) {
        this.network = network;
        this.bind = bind;
        this.number = number;
        this.rtp = rtp;
        this.descriptors = descriptors;
    }

    /**
     * Opens the RTP port of the pair that {@code number} begins.
     *
     * @throws IOException when the system has no descriptor, or we no more that we may take
     */
    static LegPorts open(UdpNetwork network, InetAddress bind, int number, Descriptors descriptors) throws IOException {
        return new LegPorts(network, bind, number, openOne(network, bind, number, descriptors), descriptors);
    }

    private static UdpSocket openOne(UdpNetwork network, InetAddress bind, int number, Descriptors descriptors)
            throws IOException {
        if (!descriptors.take()) {
            throw new IOException("as many sockets are open as may be");
        }
        try {
            return network.open(bind, number);
        } catch (IOException | RuntimeException failed) {
            descriptors.giveBack();
            throw failed;
        }
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
            UdpSocket port = openOne(network, bind, number + 1, descriptors);
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
        rtp.close();
        descriptors.giveBack();
        if (rtcp != null) {
            rtcp.close();
            descriptors.giveBack();
        }
    }
}
