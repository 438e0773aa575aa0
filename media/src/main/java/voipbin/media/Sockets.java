package voipbin.media;

import java.io.IOException;
import java.net.InetAddress;
import voipbin.media.udp.UdpNetwork;
import voipbin.media.udp.UdpSocket;

/** Where the engine's sockets come from: as many as descriptors are left, all at one address. Safe for all threads. */
record Sockets(UdpNetwork network, InetAddress bind, Descriptors descriptors) {

    /**
     * Opens a port and binds it.
     *
     * @throws java.net.BindException when the port is taken
     * @throws IOException when the system has no descriptor, or we no more that we may take
     */
    UdpSocket open(int port) throws IOException {
        if (!descriptors.take()) {
            throw new IOException("as many sockets are open as may be");
        }
        try {
            return network.open(bind, port);
        } catch (IOException | RuntimeException failed) {
            descriptors.giveBack();
            throw failed;
        }
    }

    /** Closes one of these, once. */
    void close(UdpSocket socket) {
        socket.close();
        descriptors.giveBack();
    }
}
