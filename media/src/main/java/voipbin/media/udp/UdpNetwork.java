package voipbin.media.udp;

import java.io.IOException;
import java.net.InetAddress;

/** Makes sockets and those who wait for them, which belong together. Safe for all threads. */
public interface UdpNetwork {

    /**
     * DSCP "expedited forwarding" (RFC 3246), as RFC 4594 §4.1 asks for telephony, as it stands in an octet of the
     * header.
     */
    int EXPEDITED = 0xB8;

    /** No datagram that fits an Ethernet frame is longer. */
    int LONGEST = 2048;

    /**
     * Opens a socket and binds it; port 0 takes any.
     *
     * @throws java.net.BindException when the port is taken or the address not this machine's
     * @throws IOException when the system has no descriptor left, or refuses otherwise
     */
    UdpSocket open(InetAddress address, int port) throws IOException;

    /** @throws IOException when the system has no descriptor left */
    Poller poller() throws IOException;

    /** The quickest that this machine knows. */
    static UdpNetwork best() {
        return Libc.isHere() ? new LinuxUdp() : new JavaUdp();
    }
}
